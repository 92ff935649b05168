package busbar.access;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A part of a list.
 *
 * @param items the items of this page; none beyond the last page
 * @param page number of this page, from 0
 * @param size most items a page
 * @param total items of the whole list
 */
public record Page<T>(
    @Schema(description = "The items of this page") List<T> items,
    @Schema(description = "Number of this page, from 0") int page,
    @Schema(description = "Most items a page") int size,
    @Schema(description = "Items of the whole list") long total)
    implements Table<T> {

  public Page {
    items = List.copyOf(items);
  }

  @Override
  public List<T> rows() {
    return items;
  }

  /** One page of a whole list. */
  public static <T> Page<T> of(List<T> all, Paging paging) {
    int from = (int) Math.min(paging.offset(), all.size());
    int to = (int) Math.min(paging.offset() + paging.size(), all.size());
    return new Page<>(all.subList(from, to), paging.page(), paging.size(), all.size());
  }
}
