package busbar.access;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ends a request with problem details. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  /**
   * @param status HTTP status, 400 to 599
   * @param title what kind of problem it is, the same for every occurrence
   * @param detail this occurrence in a sentence
   * @param errors the fields or lines at fault; may be empty
   */
  public ProblemException(int status, String title, String detail, List<FieldError> errors) {
    super(detail);
    this.problem = Problem.of(status, title, detail, errors);
  }

  /** 404: there is no such thing. */
  public static ProblemException notFound(String detail) {
    return new ProblemException(404, "Not known", detail, List.of());
  }

  /** 404: a field names a thing that there is not. */
  public static ProblemException notFound(String detail, FieldError error) {
    return new ProblemException(404, "Not known", detail, List.of(error));
  }

  /** 400: a query parameter that cannot be. */
  public static ProblemException badParameter(
      String name, String message, @Nullable String remedy) {
    FieldError error = new FieldError(name, null, message, remedy);
    return new ProblemException(
        400, "Bad parameter", "Parameter " + name + " " + message, List.of(error));
  }

  public Problem problem() {
    return problem;
  }
}
