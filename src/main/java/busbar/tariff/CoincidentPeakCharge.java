package busbar.tariff;

import busbar.units.OutOfRange;
import busbar.units.Ranges;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The site's load at the system's peaks, on which transmission or capacity is billed. ERCOT's 4CP
 * is one peak of 15 minutes in each of June to September, their mean billed in every month of the
 * next year.
 *
 * @param months 1 to 12, in which the peaks are looked for
 * @param peaks how many of them a year
 * @param intervalMinutes how long each lasts: 5, 15, 30 or 60
 * @param usdPerKwMonth price of a kW a month
 * @param billed when: {@code next-year} bills the mean of a year's readings in each month of the
 *     next; {@code this-year} bills each month on its own readings' mean
 * @param readings the peaks that are known
 * @param alerts hours in which a peak is expected, as a forecaster or the utility says
 */
public record CoincidentPeakCharge(
    @JsonPropertyDescription("Name, as on the bill") String name,
    @JsonPropertyDescription("Where it stands in the tariff") @Nullable String ref,
    @JsonProperty(required = true)
        @JsonPropertyDescription("Months in which the peaks are looked for, 1 to 12")
        List<Integer> months,
    @JsonPropertyDescription("Number of peaks a year") int peaks,
    @JsonPropertyDescription("Minutes that each lasts: 5, 15, 30 or 60") int intervalMinutes,
    @JsonPropertyDescription("Price, USD/kW a month") double usdPerKwMonth,
    @JsonPropertyDescription("next-year: the mean, in each month of the next year; this-year")
        Billed billed,
    @JsonPropertyDescription("The peaks that are known") List<Reading> readings,
    @JsonPropertyDescription("Hours in which a peak is expected") List<Alert> alerts)
    implements Charge {

  /** The year in which a peak is billed. */
  public enum Billed {
    @JsonProperty("this-year")
    THIS_YEAR,
    @JsonProperty("next-year")
    NEXT_YEAR
  }

  /**
   * @param at the peak's beginning in local time
   * @param kw the site's mean load in it; absent where the load that is billed covers it
   */
  public record Reading(
      @JsonPropertyDescription("The peak's beginning in local time, as 2025-08-18T16:45")
          LocalDateTime at,
      @JsonPropertyDescription("The site's mean load in it, kW; leave out where the load tells")
          @Nullable Double kw) {
    public Reading {
      Ranges.present("at", at);
      if (kw != null) {
        Ranges.within("kw", kw, 0, 1e8);
      }
    }
  }

  /**
   * Hours in which the system may have a peak.
   *
   * @param date the local day
   * @param fromHour first hour, 0 to 23, local time
   * @param toHour hour at which they end, 1 to 24, after {@code fromHour}
   * @param probabilityPercent that one of the year's peaks falls into them, 0 to 100
   */
  public record Alert(
      @JsonPropertyDescription("The local day") LocalDate date,
      @JsonPropertyDescription("First hour, 0 to 23, local time") int fromHour,
      @JsonPropertyDescription("Hour at which they end, 1 to 24, local time") int toHour,
      @JsonPropertyDescription("That a peak falls into them, per cent") double probabilityPercent) {
    public Alert {
      Ranges.present("date", date);
      Ranges.hoursOfDay(fromHour, toHour);
      Ranges.percent("probabilityPercent", probabilityPercent);
    }

    private boolean overlaps(Alert other) {
      return date.equals(other.date) && fromHour < other.toHour && other.fromHour < toHour;
    }
  }

  /** A charge without alerts. */
  public CoincidentPeakCharge(
      String name,
      @Nullable String ref,
      List<Integer> months,
      int peaks,
      int intervalMinutes,
      double usdPerKwMonth,
      Billed billed,
      @Nullable List<Reading> readings) {
    this(
        name,
        ref,
        months,
        peaks,
        intervalMinutes,
        usdPerKwMonth,
        billed,
        Ranges.list("readings", readings),
        List.of());
  }

  public CoincidentPeakCharge {
    Ranges.text("name", name);
    months = List.copyOf(Ranges.notEmpty("months", months));
    months.forEach(month -> Ranges.within("months", month, 1, 12));
    Ranges.within("peaks", peaks, 1, 366);
    if (!List.of(5, 15, 30, 60).contains(intervalMinutes)) {
      throw new OutOfRange("intervalMinutes", "is " + intervalMinutes, "write 5, 15, 30 or 60");
    }
    Ranges.within("usdPerKwMonth", usdPerKwMonth, 0, 10_000);
    Ranges.present("billed", billed);
    readings = Ranges.list("readings", readings);
    alerts = Ranges.list("alerts", alerts);
    Set<LocalDateTime> seen = new HashSet<>();
    for (int i = 0; i < readings.size(); i++) {
      LocalDateTime at = readings.get(i).at();
      if (!seen.add(at)) {
        throw new OutOfRange("readings[" + i + "].at", "is " + at + " twice", "leave one out");
      }
      if (!months.contains(at.getMonthValue())) {
        throw new OutOfRange(
            "readings[" + i + "].at",
            "is " + at + ", in none of the charge's months " + months,
            "mend the time, or the months");
      }
    }
    for (int i = 0; i < alerts.size(); i++) {
      checkAlert("alerts[" + i + "]", alerts.get(i), months, alerts.subList(0, i));
    }
  }

  private static void checkAlert(
      String field, Alert alert, List<Integer> months, List<Alert> before) {
    if (!months.contains(alert.date().getMonthValue())) {
      throw new OutOfRange(
          field + ".date",
          "is " + alert.date() + ", in none of the charge's months " + months,
          "mend the date, or the months");
    }
    for (Alert other : before) {
      if (alert.overlaps(other)) {
        throw new OutOfRange(
            field + ".fromHour",
            "is " + alert.fromHour() + ", within the alert from " + other.fromHour() + " that day",
            "give each hour one probability");
      }
    }
  }

  /** What a kW less in one of the year's peaks saves, USD. */
  public double usdPerKwOfPeak() {
    // The mean of N readings is billed in twelve months; or a month's own reading in that month.
    return billed == Billed.NEXT_YEAR
        ? usdPerKwMonth * 12 / peaks
        : usdPerKwMonth / Math.max(1, Math.ceil((double) peaks / months.size()));
  }
}
