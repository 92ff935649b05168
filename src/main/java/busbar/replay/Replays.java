package busbar.replay;

import busbar.access.FieldError;
import busbar.access.ProblemException;
import busbar.advice.CanonicalJson;
import busbar.advice.MarketInputs;
import busbar.advice.SiteDay;
import busbar.hardware.HardwareCatalogue;
import busbar.market.MarketDay;
import busbar.market.MarketHistory;
import busbar.market.PowerPrices;
import busbar.recommendation.RulebookInForce;
import busbar.replay.ReplayInputs.Learning;
import busbar.rulebook.Rulebook;
import busbar.site.Site;
import busbar.sitefiles.MarketFile;
import busbar.sitefiles.SiteFolder;
import busbar.sitefiles.StatedSites;
import busbar.tariff.CoincidentPeakCharge;
import busbar.tariff.DemandCharge;
import busbar.tariff.EnergyCharge;
import busbar.tariff.IndexCharge;
import busbar.tariff.RateSchedule;
import busbar.tariff.Tariff;
import busbar.tariff.TaxCharge;
import busbar.units.OutOfRange;
import busbar.units.Ranges;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Replays, asked for and read. The same inputs, rulebook and engine give the same replay. */
@ApplicationScoped
public class Replays {
  private static final int ID_DIGITS = 32;

  private final StatedSites sites;
  private final SiteFolder folder;
  private final MarketHistory known;
  private final HardwareCatalogue catalogue;
  private final RulebookInForce rulebook;
  private final ReplayStore store;
  private final ReplayWork work;
  private final String engineVersion;

  Replays(
      StatedSites sites,
      SiteFolder folder,
      MarketHistory known,
      HardwareCatalogue catalogue,
      RulebookInForce rulebook,
      ReplayStore store,
      ReplayWork work,
      @ConfigProperty(name = "quarkus.application.version") String engineVersion) {
    this.sites = sites;
    this.folder = folder;
    this.known = known;
    this.catalogue = catalogue;
    this.rulebook = rulebook;
    this.store = store;
    this.work = work;
    this.engineVersion = engineVersion;
  }

  /**
   * A replay that was asked for.
   *
   * @param isNew whether asking set it to work
   */
  public record Asked(ReplayView replay, boolean isNew) {}

  /**
   * Has a replay made, or takes up the one for the same inputs.
   *
   * @throws ProblemException or {@link OutOfRange}, naming the field, where it cannot be
   */
  public Asked ask(ReplayRequest request) {
    ReplayInputs inputs = inputs(request);
    Rulebook rules = rulebook.current();
    String id =
        CanonicalJson.sha256(
                CanonicalJson.sha256(CanonicalJson.write(inputs)) + rules.hash() + engineVersion)
            .substring(0, ID_DIGITS);
    boolean isNew = store.ask(id, inputs, rules.hash(), rules.sources(), engineVersion);
    work.schedule(id);
    return new Asked(get(id), isNew);
  }

  private ReplayInputs inputs(ReplayRequest request) {
    Site site = sites.site(request.site(), request.siteId());
    if (request.switching() != null) {
      site = site.withSwitching(request.switching());
    }
    PowerPrices prices = prices(request.prices(), site.timeZone());
    if (prices != null && prices.haveDayAhead() && paysDayAhead(site.tariff())) {
      prices = prices.settledDayAhead();
    }
    site = site.withTariff(replayable(site.tariff()));
    LocalDate from = Ranges.present("from", request.from());
    LocalDate until = Ranges.present("until", request.until());
    List<MarketDay> stated = request.market();
    MarketHistory history = stated == null ? known : stated(stated);
    List<MarketDay> days =
        history.listDays(from.minusDays(MarketInputs.PAST_DAYS + 1L), until.minusDays(1));
    LocalDate last = days.isEmpty() ? history.lastDate() : days.get(days.size() - 1).date();
    SiteDay parts = parts(site, history, last, request.site() != null);
    return new ReplayInputs(
        site,
        parts.rigs(),
        parts.profiles(),
        stated == null ? "Bitcoin market history" : "stated in the request",
        history.isSample(),
        days.isEmpty() ? history.listDays(last, last) : days,
        prices,
        from,
        until,
        request.learning() == null ? Learning.AS_IT_GOES : request.learning());
  }

  private static MarketHistory stated(List<MarketDay> days) {
    MarketHistory history;
    try {
      history = new MarketHistory("stated in the request", false, days);
      for (MarketDay day : days) {
        history.getSnapshot(day.date());
      }
    } catch (OutOfRange e) {
      String field = e.field().startsWith("days") ? e.field().substring(4) : "." + e.field();
      throw new OutOfRange("market" + field, e.problem(), e.remedy());
    }
    return history;
  }

  /** Whether every index of a rate schedule is the day-ahead market's. */
  private static boolean paysDayAhead(Tariff tariff) {
    return tariff instanceof RateSchedule schedule
        && schedule.charges(IndexCharge.class).count() > 0
        && schedule
            .charges(IndexCharge.class)
            .allMatch(index -> index.market() == IndexCharge.Market.DAY_AHEAD);
  }

  /**
   * A tariff without the charges on peaks, which replays do not reckon: no rule is to spare a cost
   * that no figure counts. A demand charge by which energy is billed stays.
   */
  private static Tariff replayable(Tariff tariff) {
    if (!(tariff instanceof RateSchedule schedule)) {
      return tariff;
    }
    Set<String> named =
        schedule
            .charges(EnergyCharge.class)
            .flatMap(energy -> Optional.ofNullable(energy.billingDemandOf()).stream())
            .collect(Collectors.toSet());
    schedule
        .charges(TaxCharge.class)
        .flatMap(tax -> Optional.ofNullable(tax.of()).stream())
        .forEach(named::addAll);
    return schedule.withCharges(
        schedule.charges().stream()
            .filter(
                charge ->
                    named.contains(charge.name())
                        || !(charge instanceof DemandCharge
                            || charge instanceof CoincidentPeakCharge))
            .toList());
  }

  /** The models and profiles of the site's groups. */
  private SiteDay parts(Site site, MarketHistory history, LocalDate any, boolean stated) {
    try {
      return SiteDay.of(
          site,
          catalogue,
          MarketInputs.of(history.getSnapshot(any)),
          any,
          any.atStartOfDay(site.timeZone()).toInstant());
    } catch (OutOfRange e) {
      throw stated ? e.within("site") : e;
    }
  }

  private @Nullable PowerPrices prices(ReplayRequest.@Nullable Prices stated, ZoneId zone) {
    if (stated == null) {
      return null;
    }
    String file = stated.file();
    String csv = stated.csv();
    if ((file == null) == (csv == null)) {
      throw new OutOfRange(
          "prices",
          file == null ? "name neither a file nor a csv" : "name a file and a csv",
          "give one of the two");
    }
    Integer minutes = stated.intervalMinutes();
    if (minutes != null && !PowerPrices.MINUTES.contains(minutes)) {
      throw new OutOfRange(
          "prices.intervalMinutes", "is " + minutes, "write one of " + PowerPrices.MINUTES);
    }
    MarketFile market =
        file != null
            ? folder.readMarket(file, stated.intervalMinutes(), zone)
            : MarketFile.read("the text sent", String.valueOf(csv), stated.intervalMinutes(), zone);
    if (market.prices() == null) {
      String within = file != null ? "prices.file" : "prices.csv";
      throw new ProblemException(
          422,
          "Prices refused",
          market.problems().get(0).toString(),
          market.problems().stream()
              .map(
                  problem ->
                      new FieldError(
                          problem.field() == null ? within : within + "." + problem.field(),
                          problem.line(),
                          problem.message(),
                          problem.remedy()))
              .toList());
    }
    return market.prices();
  }

  /**
   * A replay by its id.
   *
   * @throws ProblemException 404 where there is none
   */
  public ReplayView get(String id) {
    return ReplayView.of(kept(id));
  }

  private KeptReplay kept(String id) {
    return store
        .get(id)
        .orElseThrow(() -> ProblemException.notFound("There is no replay '" + shortened(id) + "'"));
  }

  private static String shortened(String id) {
    return id.length() <= 60 ? id : id.substring(0, 60) + "…";
  }

  /** Replays, the newest first. */
  public List<ReplayView> list(int page, int size) {
    return store.listNewest(page, size).stream().map(ReplayView::of).toList();
  }

  /** How many {@link #list} has in all. */
  public long count() {
    return store.countAll();
  }

  /** Stops a replay that waits or runs; what it has done is kept. */
  public ReplayView cancel(String id) {
    KeptReplay replay = kept(id);
    if (!store.cancel(replay.id)) {
      throw new ProblemException(
          409, "Not to be cancelled", "The replay is " + get(id).status() + " already", List.of());
    }
    return get(id);
  }

  /** The intervals of a replay that is done. */
  public ReplayIntervals intervals(String id, @Nullable LocalDate from, @Nullable LocalDate until) {
    return ReplayIntervals.of(history(id), from, until);
  }

  /** What was decided in a replay that is done, stretch by stretch of time. */
  public ReplayDecisions decisions(String id, @Nullable LocalDate from, @Nullable LocalDate until) {
    return ReplayDecisions.of(history(id), from, until);
  }

  /** Two replays that are done, decision by decision. */
  public ReplayComparison compare(String id, String other) {
    return ReplayComparison.of(
        get(id), done(id), history(id), get(other), done(other), history(other));
  }

  /**
   * The result of a replay.
   *
   * @throws ProblemException 409 where it is not done
   */
  public ReplayResult done(String id) {
    return Optional.ofNullable(get(id).result())
        .orElseThrow(
            () ->
                new ProblemException(
                    409,
                    "Not done",
                    "The replay is " + get(id).status() + ", and has no result yet",
                    List.of()));
  }

  /** What a replay was made from, as far as people tell replays apart by it. */
  public ReplayBasis basis(String id) {
    return ReplayBasis.of(CanonicalJson.read(kept(id).inputs, ReplayInputs.class));
  }

  private ReplayHistory history(String id) {
    done(id);
    ReplayInputs inputs = CanonicalJson.read(kept(id).inputs, ReplayInputs.class);
    return new ReplayHistory(inputs, store.listDays(id));
  }
}
