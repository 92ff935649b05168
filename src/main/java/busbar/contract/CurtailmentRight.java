package busbar.contract;

import busbar.units.Ranges;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/**
 * Hours in which the host may switch a client's rigs off without its counting against the floor.
 *
 * @param hoursPerYear so many a calendar year, 0 to 8,784
 * @param hoursUsed how many of them are used since the year began
 */
public record CurtailmentRight(
    @JsonPropertyDescription("Hours a calendar year that the host may curtail without counting")
        double hoursPerYear,
    @JsonPropertyDescription("How many of them are used since the year began") double hoursUsed) {
  public CurtailmentRight {
    Ranges.within("hoursPerYear", hoursPerYear, 0, 8_784);
    Ranges.within("hoursUsed", hoursUsed, 0, 8_784);
  }

  /** Hours left this year: never below zero. */
  public double hoursLeft() {
    return Math.max(0, hoursPerYear - hoursUsed);
  }
}
