package busbar;

/** Why Busbar cannot start, and what the person who started it can do about it. */
public final class StartUpException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StartUpException(String message) {
    super(message);
  }

  StartUpException(String message, Throwable cause) {
    super(message, cause);
  }
}
