package busbar.urdb;

import busbar.tariff.RateSchedule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rate of the Utility Rate Database as a tariff.
 *
 * @param label its id in the database
 * @param uri its page in the database
 * @param source where the utility publishes it
 * @param notes what was not carried over, and what was understood in one of several ways; in the
 *     order in which it was met
 */
public record ImportedRate(
    RateSchedule tariff,
    @Nullable String label,
    @Nullable String uri,
    @Nullable String source,
    List<Note> notes) {

  /**
   * What a reader must know before relying on the tariff.
   *
   * @param field as the document spells it
   * @param text a sentence about that field
   */
  public record Note(String field, String text) {}

  public ImportedRate {
    notes = List.copyOf(notes);
  }
}
