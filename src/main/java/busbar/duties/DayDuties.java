package busbar.duties;

import busbar.contract.AncillaryAward;
import busbar.contract.ClientHosting;
import busbar.contract.DemandResponseEvent;
import busbar.contract.DemandResponseProgramme;
import busbar.site.Site;
import busbar.tariff.PriceCurve;
import busbar.units.HourSet;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The events and awards of the day assessed, in the order in which they begin, whatever their order
 * in the site file.
 */
public record DayDuties(List<CalledEvent> events, List<HeldAward> awards) {

  static DayDuties of(Site site, LocalDate date, PriceCurve hours) {
    return new DayDuties(events(site, date, hours), awards(site, date, hours));
  }

  private static List<CalledEvent> events(Site site, LocalDate date, PriceCurve hours) {
    Map<String, Double> eventsUsed = new HashMap<>();
    Map<String, Double> hoursUsed = new HashMap<>();
    List<CalledEvent> events = new ArrayList<>();
    site.clauses(DemandResponseEvent.class)
        .filter(event -> event.date().equals(date) && event.inForceOn(date))
        .sorted(
            Comparator.comparingInt(DemandResponseEvent::fromHour)
                .thenComparingInt(DemandResponseEvent::toHour)
                .thenComparing(DemandResponseEvent::ref)
                .thenComparingDouble(DemandResponseEvent::reduceMw))
        .forEach(
            event -> {
              HourSet covered = onWall(site, hours, event.fromHour(), event.toHour());
              DemandResponseProgramme programme = programmeOf(event, site, date);
              if (event.programme() == null) {
                events.add(new CalledEvent(event, null, covered, covered, Double.NaN, Double.NaN));
              } else if (programme != null) {
                String ref = programme.ref();
                double eventsLeft =
                    Math.max(0, programme.eventsLeft() - eventsUsed.getOrDefault(ref, 0.0));
                double hoursLeft =
                    Math.max(0, programme.hoursLeft() - hoursUsed.getOrDefault(ref, 0.0));
                HourSet owed =
                    eventsLeft < 1
                        ? HourSet.NONE
                        : owed(programme, site, date, hours, covered, hoursLeft);
                events.add(new CalledEvent(event, programme, covered, owed, eventsLeft, hoursLeft));
                eventsUsed.merge(ref, owed.isEmpty() ? 0.0 : 1.0, Double::sum);
                hoursUsed.merge(ref, (double) owed.count(), Double::sum);
              }
            });
    return List.copyOf(events);
  }

  /** The programme of an event, where it is in force; one that is not may call nothing. */
  private static @Nullable DemandResponseProgramme programmeOf(
      DemandResponseEvent event, Site site, LocalDate date) {
    return site.clauses(DemandResponseProgramme.class)
        .filter(p -> p.ref().equals(event.programme()) && p.inForceOn(date))
        .findFirst()
        .orElse(null);
  }

  /** The first of the covered hours that the windows hold, as many as the budget does. */
  private static HourSet owed(
      DemandResponseProgramme programme,
      Site site,
      LocalDate date,
      PriceCurve hours,
      HourSet covered,
      double hoursLeft) {
    ZoneId zone = site.timeZone();
    double most = Math.floor(Math.min(hoursLeft, programme.maxHoursPerEvent()));
    List<Integer> callable =
        covered.list().stream()
            .filter(hour -> programme.mayCall(date, hours.startOf(hour).atZone(zone).getHour()))
            .limit((long) most)
            .toList();
    return HourSet.where(hours.hours(), callable::contains);
  }

  private static List<HeldAward> awards(Site site, LocalDate date, PriceCurve hours) {
    return site.clauses(AncillaryAward.class)
        .filter(award -> award.date().equals(date) && award.inForceOn(date))
        .sorted(
            Comparator.comparingInt(AncillaryAward::fromHour)
                .thenComparingInt(AncillaryAward::toHour)
                .thenComparing(AncillaryAward::ref)
                .thenComparingDouble(AncillaryAward::mw))
        .map(award -> new HeldAward(award, onWall(site, hours, award.fromHour(), award.toHour())))
        .toList();
  }

  /**
   * The hours of the day in which power on the tariff costs more than a client's strike price; none
   * where it has none.
   *
   * @param shiftUsdPerMwh added to each price
   */
  public static HourSet aboveStrike(
      ClientHosting hosting, PriceCurve tariff, double shiftUsdPerMwh) {
    Double strike = hosting.strikeUsdPerMwh();
    IntPredicate above = hour -> strike != null && tariff.usdPerMwh(hour) + shiftUsdPerMwh > strike;
    return HourSet.where(tariff.hours(), above);
  }

  /** The hours of the day between two hours of the clock on the site's wall. */
  private static HourSet onWall(Site site, PriceCurve hours, int fromHour, int toHour) {
    ZoneId zone = site.timeZone();
    return HourSet.where(
        hours.hours(),
        hour -> {
          int onWall = hours.startOf(hour).atZone(zone).getHour();
          return onWall >= fromHour && onWall < toHour;
        });
  }
}
