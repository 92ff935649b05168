package busbar.access;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is asked for.
 *
 * @param page number of the page, from 0 to {@value #MAX_PAGE}
 * @param size most items a page, from 1 to {@value #MAX_SIZE}
 */
public record Paging(int page, int size) {
  public static final int DEFAULT_SIZE = 100;

  /** Enough for ten years of days, or for every site of a day, in one table. */
  public static final int MAX_SIZE = 10_000;

  public static final int MAX_PAGE = 1_000_000;

  /**
   * Reads the query parameters {@code page} and {@code size}; absent ones are 0 and {@value
   * #DEFAULT_SIZE}.
   */
  public static Paging of(@Nullable String page, @Nullable String size) {
    return of(page, size, DEFAULT_SIZE);
  }

  /** The same with another size where none is given. */
  public static Paging of(@Nullable String page, @Nullable String size, int defaultSize) {
    Integer number = QueryParameters.wholeNumber("page", page, 0, MAX_PAGE);
    Integer most = QueryParameters.wholeNumber("size", size, 1, MAX_SIZE);
    return new Paging(number == null ? 0 : number, most == null ? defaultSize : most);
  }

  /** Items before this page. */
  public long offset() {
    return (long) page * size;
  }
}
