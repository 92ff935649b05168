package busbar.contract;

import busbar.units.OutOfRange;
import busbar.units.Ranges;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * When a clause is in force, and its wording.
 *
 * @param from first local day; absent where it has always been
 * @param until last local day; absent where it runs on
 * @param noticeDays days before the end, or before any day, by which it must be ended in writing
 * @param text the clause's own words
 */
public record Term(
    @JsonPropertyDescription("First local day; leave out where it has always been in force")
        @Nullable LocalDate from,
    @JsonPropertyDescription("Last local day; leave out where it runs on")
        @Nullable LocalDate until,
    @JsonPropertyDescription("Notice to end it, days") @Nullable Integer noticeDays,
    @JsonPropertyDescription("The clause's own words") @Nullable String text) {

  public Term {
    if (from != null && until != null && until.isBefore(from)) {
      throw new OutOfRange("until", "is " + until + ", before from " + from, "swap or mend them");
    }
    if (noticeDays != null) {
      Ranges.within("noticeDays", noticeDays, 0, 3_660);
    }
    if (text != null) {
      Ranges.text("text", text);
    }
  }

  /** Whether the day lies in it, its ends included. */
  public boolean includes(LocalDate day) {
    return (from == null || !day.isBefore(from)) && (until == null || !day.isAfter(until));
  }

  /** Whether some day lies in both; an absent term is open at both ends. */
  static boolean overlap(@Nullable Term one, @Nullable Term other) {
    return startsInTime(one, other) && startsInTime(other, one);
  }

  private static boolean startsInTime(@Nullable Term one, @Nullable Term other) {
    LocalDate from = one == null ? null : one.from;
    LocalDate until = other == null ? null : other.until;
    return from == null || until == null || !from.isAfter(until);
  }
}
