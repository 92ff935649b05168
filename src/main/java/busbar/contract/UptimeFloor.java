package busbar.contract;

import busbar.units.OutOfRange;
import busbar.units.Ranges;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The share of a period's hours in which a client's rigs must run.
 *
 * @param floorPercent that share, 0 to 100
 * @param period calendar month or calendar year, on the site's clock
 * @param hoursOff hours off since the period began, those that do not count left out
 * @param penaltyUsdPerMwh owed for each MWh missed below the floor, 0 to 100,000
 * @param excusedHours hours a period for maintenance and faults that do not count; no plan spends
 *     them. Absent where there are none
 * @param excusedHoursUsed how many of them are used
 */
public record UptimeFloor(
    @JsonPropertyDescription("Share of the period's hours in which the rigs must run, per cent")
        double floorPercent,
    @JsonPropertyDescription("Over which the floor is measured") Period period,
    @JsonPropertyDescription("Hours off since the period began, those that do not count left out")
        double hoursOff,
    @JsonPropertyDescription("Owed for each MWh missed below the floor, USD")
        double penaltyUsdPerMwh,
    @JsonPropertyDescription("Hours a period for maintenance and faults that do not count")
        @Nullable Double excusedHours,
    @JsonPropertyDescription("How many of the excused hours are used")
        @Nullable Double excusedHoursUsed) {

  /** What a floor is measured over. */
  public enum Period {
    @JsonProperty("month")
    MONTH,
    @JsonProperty("year")
    YEAR;

    /** First day of the period in which a day lies. */
    public LocalDate first(LocalDate day) {
      return this == MONTH ? day.withDayOfMonth(1) : day.withDayOfYear(1);
    }

    /** Last day of the period in which a day lies. */
    public LocalDate last(LocalDate day) {
      return this == MONTH
          ? day.withDayOfMonth(day.lengthOfMonth())
          : day.withDayOfYear(day.lengthOfYear());
    }

    private double mostHours() {
      return this == MONTH ? 745 : 8_784;
    }
  }

  public UptimeFloor {
    Ranges.percent("floorPercent", floorPercent);
    Ranges.present("period", period);
    Ranges.within("hoursOff", hoursOff, 0, period.mostHours());
    Ranges.within("penaltyUsdPerMwh", penaltyUsdPerMwh, 0, 100_000);
    if (excusedHours != null) {
      Ranges.within("excusedHours", excusedHours, 0, period.mostHours());
    }
    if (excusedHoursUsed != null) {
      Ranges.within("excusedHoursUsed", excusedHoursUsed, 0, period.mostHours());
      if (excusedHours == null) {
        throw new OutOfRange(
            "excusedHoursUsed",
            "is given, but no excusedHours are",
            "write excusedHours too, or leave it out");
      }
    }
  }

  /** The same floor after so many hours off. */
  public UptimeFloor withHoursOff(double hours) {
    double off = Math.min(hours, period.mostHours());
    return new UptimeFloor(
        floorPercent, period, off, penaltyUsdPerMwh, excusedHours, excusedHoursUsed);
  }

  /** Hours that the floor lets the rigs be off in a period of so many hours. */
  public double hoursAllowed(double hoursInPeriod) {
    return hoursInPeriod * (100 - floorPercent) / 100;
  }

  /** Hours that they may still be off in that period: never below zero. */
  public double hoursLeft(double hoursInPeriod) {
    return Math.max(0, hoursAllowed(hoursInPeriod) - hoursOff);
  }

  /** Excused hours not used yet: never below zero. */
  public double excusedHoursLeft() {
    double allowed = excusedHours == null ? 0 : excusedHours;
    double used = excusedHoursUsed == null ? 0 : excusedHoursUsed;
    return Math.max(0, allowed - used);
  }
}
