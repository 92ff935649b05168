package busbar.urdb;

import busbar.units.OutOfRange;
import java.util.ArrayList;
import java.util.List;

/** A period of a structure with the hours in which it holds. */
record TimedPeriod(int index, RatePeriod rate, Hours hours) {
  /**
   * The periods of a structure that hold in some hour.
   *
   * @throws OutOfRange where one of them has no tier
   */
  static List<TimedPeriod> of(List<RatePeriod> rates, Schedule schedule, Notes notes) {
    List<TimedPeriod> timed = new ArrayList<>();
    for (int p = 0; p < rates.size(); p++) {
      RatePeriod rate = rates.get(p);
      Hours hours = schedule.hoursOf(p);
      if (hours.isEmpty()) {
        notes.take(rate.at().path(), "holds in no hour of the year and was left out.");
        continue;
      }
      if (rate.tiers().isEmpty()) {
        throw rate.at().refused("has no tier", "write its price as a tier with a rate");
      }
      timed.add(new TimedPeriod(p, rate, hours));
    }
    return timed;
  }

  /** The periods that cost something; the others are noted. */
  static List<TimedPeriod> priced(List<TimedPeriod> periods, Notes notes) {
    List<TimedPeriod> priced = new ArrayList<>();
    for (TimedPeriod period : periods) {
      if (period.rate().isFree()) {
        notes.take(period.rate().at().path(), "costs nothing and was left out.");
      } else {
        priced.add(period);
      }
    }
    return priced;
  }

  /** Its hours in words, or its number, counted from one as the database's pages do. */
  String name() {
    return hours.words("Period " + (index + 1));
  }
}
