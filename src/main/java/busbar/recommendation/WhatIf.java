package busbar.recommendation;

import busbar.access.ProblemException;
import busbar.advice.Assessor;
import busbar.advice.CanonicalJson;
import busbar.advice.MarketInputs;
import busbar.advice.Recommendation;
import busbar.advice.SiteDay;
import busbar.market.MarketHistory;
import busbar.market.MarketSnapshot;
import busbar.recommendation.AssessmentRequest.Market;
import busbar.recommendation.AssessmentRequest.Overrides;
import busbar.rulebook.RulebookException;
import busbar.site.Site;
import busbar.sitefiles.StatedSites;
import busbar.tariff.FixedPrice;
import busbar.tariff.Tariff;
import busbar.units.OutOfRange;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers what-ifs. Keeps nothing. */
@ApplicationScoped
class WhatIf {
  /** Bitcoin's first day, and one beyond every contract. */
  private static final LocalDate FIRST_DATE = LocalDate.of(2009, 1, 3);

  private static final LocalDate LAST_DATE = LocalDate.of(2199, 12, 31);

  private static final Tariff PLACEHOLDER = new FixedPrice(0);

  private final CurrentInputs current;
  private final RulebookInForce rulebook;
  private final StatedSites sites;
  private final ObjectMapper json;

  WhatIf(CurrentInputs current, RulebookInForce rulebook, StatedSites sites, ObjectMapper json) {
    this.current = current;
    this.sites = sites;
    this.rulebook = rulebook;
    this.json = json;
  }

  /**
   * The recommendation for a stated site and market.
   *
   * @throws ProblemException or {@link OutOfRange}, naming the field, where these cannot be
   */
  Recommendation assess(AssessmentRequest request) {
    MarketSnapshot market = market(request);
    LocalDate date = inRange("date", request.date() == null ? market.date() : request.date());
    Site site = site(request);
    SiteDay day = day(request, site, withPast(market), date);
    try {
      return rulebook.use(rules -> new Assessor(rules, current.engineVersion()).assess(day));
    } catch (RulebookException e) {
      throw new ProblemException(
          422, "Not assessed", "A rule failed on this site: " + e.getMessage(), List.of());
    }
  }

  private SiteDay day(AssessmentRequest request, Site site, MarketInputs market, LocalDate date) {
    try {
      return SiteDay.of(site, current.catalogue(), market, date, SiteInputs.assessedAt(date));
    } catch (OutOfRange e) {
      throw request.site() == null ? e : e.within("site");
    }
  }

  private MarketSnapshot market(AssessmentRequest request) {
    MarketHistory history = current.history();
    Market stated = request.market();
    LocalDate asked = request.date();
    MarketSnapshot known;
    if (stated == null) {
      known = history.getSnapshot(asked == null ? history.lastDate() : asked);
    } else {
      try {
        inRange("date", stated.date());
        known = stated.snapshot();
      } catch (OutOfRange e) {
        throw e.within("market");
      }
    }
    Overrides overrides = request.overrides();
    try {
      return overrides == null ? known : overrides.applyTo(known);
    } catch (OutOfRange e) {
      throw e.within("overrides");
    }
  }

  private static LocalDate inRange(String field, LocalDate date) {
    if (date.isBefore(FIRST_DATE) || date.isAfter(LAST_DATE)) {
      throw new OutOfRange(
          field, "is " + date, "write a date from " + FIRST_DATE + " to " + LAST_DATE);
    }
    return date;
  }

  /** What came before is known of the days that follow a day of the history, and of no others. */
  private MarketInputs withPast(MarketSnapshot market) {
    MarketHistory history = current.history();
    return history.findSnapshot(market.date().minusDays(1)).isPresent()
        ? MarketInputs.of(market, history)
        : MarketInputs.of(market);
  }

  private Site site(AssessmentRequest request) {
    Site site = sites.site(request.site(), request.siteId());
    Overrides overrides = request.overrides();
    return overrides == null ? site : changed(site, overrides);
  }

  private Site changed(Site site, Overrides overrides) {
    Site changed = site;
    if (overrides.tariff() != null || overrides.contracts() != null) {
      ObjectNode tree = tree(site);
      replace(tree, "contracts", overrides.contracts());
      if (overrides.tariff() == null) {
        changed = kept(site, sites.checked(tree, "overrides"));
      } else {
        replace(tree, "tariff", overrides.tariff());
        changed = sites.checked(tree, "overrides");
      }
    }
    Double shift = overrides.powerPriceShiftUsdPerMwh();
    return shift == null ? changed : shifted(changed, shift);
  }

  /**
   * A site as its file would say it, with a tariff that stands for its own, a year's prices long.
   */
  private ObjectNode tree(Site site) {
    try {
      return (ObjectNode) json.readTree(CanonicalJson.write(site.withTariff(PLACEHOLDER)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a site of Busbar's own could not be read", e);
    }
  }

  private static Site kept(Site site, Site changed) {
    try {
      return changed.withTariff(site.tariff());
    } catch (OutOfRange e) {
      throw e.within("overrides");
    }
  }

  private static void replace(ObjectNode tree, String field, @Nullable JsonNode value) {
    if (value != null) {
      tree.set(field, value);
    }
  }

  private static Site shifted(Site site, double usdPerMwh) {
    try {
      return site.withTariff(site.tariff().plus(usdPerMwh));
    } catch (OutOfRange e) {
      throw new OutOfRange(
          "overrides.powerPriceShiftUsdPerMwh",
          "is " + usdPerMwh + ", with which " + e.field() + " " + e.problem(),
          e.remedy());
    }
  }
}
