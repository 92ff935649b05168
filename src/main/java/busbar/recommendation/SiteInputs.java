package busbar.recommendation;

import busbar.advice.MarketInputs;
import busbar.advice.SiteDay;
import busbar.hardware.PowerProfile;
import busbar.hardware.RigModel;
import busbar.site.Site;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;

/** What a recommendation was derived from, apart from what all sites of its run share. */
record SiteInputs(Site site, List<RigModel> rigs, List<PowerProfile> profiles) {

  static SiteInputs of(SiteDay day) {
    return new SiteInputs(day.site(), day.rigs(), day.profiles());
  }

  /** All inputs of the assessment again, as they were. */
  SiteDay on(LocalDate date, MarketInputs market) {
    return new SiteDay(site, rigs, profiles, market, date, assessedAt(date));
  }

  /** A day is assessed as at its noon, UTC. */
  static Instant assessedAt(LocalDate date) {
    return date.atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC);
  }
}
