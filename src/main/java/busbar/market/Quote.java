package busbar.market;

import busbar.units.Ranges;
import java.time.Duration;
import java.time.Instant;

/**
 * A value with the source that gave it and the instant it was true at.
 *
 * @param value finite, of zero or more; its unit is in the name of the field that holds the quote
 */
public record Quote(double value, String source, Instant asOf) {
  public Quote {
    Ranges.atLeastZero("value", value);
    Ranges.text("source", source);
    Ranges.present("asOf", asOf);
  }

  /** Hours from {@link #asOf} to the instant assessed; zero where the quote is the younger. */
  public double ageHours(Instant assessedAt) {
    return Math.max(0, Duration.between(asOf, assessedAt).toSeconds() / 3600.0);
  }
}
