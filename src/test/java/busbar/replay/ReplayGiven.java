package busbar.replay;

import busbar.advice.Assessor;
import busbar.contract.Clause;
import busbar.hardware.Basis;
import busbar.hardware.Cooling;
import busbar.hardware.PowerProfile;
import busbar.hardware.RigModel;
import busbar.market.MarketDay;
import busbar.market.PowerPrices;
import busbar.replay.ReplayInputs.Learning;
import busbar.rulebook.Rulebook;
import busbar.site.GridConnection;
import busbar.site.Operation;
import busbar.site.RigGroup;
import busbar.site.Site;
import busbar.site.Switching;
import busbar.tariff.HourlySeries;
import busbar.tariff.PriceSeries;
import busbar.tariff.Tariff;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/**
 * What a replay starts from, in the words of the tests. One group of 30 J/TH draws 3 MW and breaks
 * even at 70 USD/MWh, whatever the day.
 */
final class ReplayGiven {
  static final ZoneId TEXAS = ZoneId.of("America/Chicago");
  static final double BREAKEVEN = 70;

  private static Rulebook rulebook;

  ZoneId zone = TEXAS;
  LocalDate from = LocalDate.of(2026, 1, 13);
  LocalDate until = LocalDate.of(2026, 1, 14);
  int minutes = 60;
  double connectionMw = 3;
  Switching switching = new Switching(240, 120, 60.0, null, null);
  Tariff tariff =
      new HourlySeries(
          null,
          PriceSeries.Repeats.NEVER,
          0,
          List.of(new PriceSeries.Price(LocalDateTime.of(2020, 1, 1, 0, 0), 0)));
  final List<RigGroup> groups = new ArrayList<>();
  final List<Clause> clauses = new ArrayList<>();
  final List<PowerProfile> profiles = new ArrayList<>();
  IntToDoubleFunction realTime = interval -> 30;
  IntToDoubleFunction dayAhead = interval -> Double.NaN;

  ReplayGiven() {
    groups.add(new RigGroup("one", "rig", 1000, null, null, null));
  }

  /** The rules of the product, compiled once for all replays of the tests. */
  static synchronized Rulebook rules() {
    if (rulebook == null) {
      rulebook = Rulebook.load(Path.of("rules"), Assessor.PARAMETERS);
    }
    return rulebook;
  }

  ReplayGiven prices(double... usdPerMwh) {
    realTime = interval -> usdPerMwh[interval];
    return this;
  }

  /** Day-ahead prices that come true. */
  ReplayGiven knownAhead() {
    dayAhead = realTime;
    return this;
  }

  ReplayGiven days(int days) {
    until = from.plusDays(days);
    return this;
  }

  int intervals() {
    Instant start = from.atStartOfDay(zone).toInstant();
    Instant end = until.atStartOfDay(zone).toInstant();
    return (int) (Duration.between(start, end).toMinutes() / minutes);
  }

  /** A firmware profile of the group's rigs. */
  ReplayGiven profile(String name, double hashrateThs, double powerW) {
    profiles.add(new PowerProfile("rig", "own", name, hashrateThs, powerW, Basis.MEASURED));
    groups.set(0, new RigGroup("one", "rig", 1000, "own", null, null));
    return this;
  }

  Site site() {
    return new Site(
        "site",
        "Site",
        zone,
        List.of(),
        new GridConnection(connectionMw, true),
        new Operation(1, 0, 100, switching),
        List.of(rig()),
        profiles,
        groups,
        tariff,
        clauses,
        Map.of());
  }

  private static RigModel rig() {
    return new RigModel("rig", "maker", 100, 3000, Cooling.AIR, null, null);
  }

  ReplayInputs inputs() {
    double[] real = new double[intervals()];
    double[] ahead = new double[intervals()];
    Arrays.setAll(real, realTime);
    Arrays.setAll(ahead, dayAhead);
    boolean follows = tariff.followsIndex();
    return new ReplayInputs(
        site(),
        List.of(rig()),
        profiles,
        "test",
        false,
        market(),
        follows ? PowerPrices.of(from.atStartOfDay(zone).toInstant(), minutes, real, ahead) : null,
        from,
        until,
        Learning.AS_IT_GOES);
  }

  /**
   * Days at a hashprice of 0.024 · 30 J/TH · 70 USD/MWh = 50.4 USD/PH/day: at 3.125 BTC a block and
   * a difficulty of 1e14, 10^15 · 86400 / (10^14 · 2^32) · 3.125 · price.
   */
  private List<MarketDay> market() {
    double difficulty = 1e14;
    double price = 0.024 * 30 * BREAKEVEN / (1e15 * 86_400 / (difficulty * 0x1p32) * 3.125);
    List<MarketDay> days = new ArrayList<>();
    for (LocalDate day = from.minusDays(121); day.isBefore(until); day = day.plusDays(1)) {
      days.add(new MarketDay(day, price, difficulty, null));
    }
    return days;
  }

  List<ReplayDay> days() {
    return days(inputs(), List.of());
  }

  static List<ReplayDay> days(ReplayInputs inputs, List<ReplayDay> done) {
    ReplayEngine engine = new ReplayEngine(inputs, new Assessor(rules(), "test"));
    engine.resume(done);
    List<ReplayDay> days = new ArrayList<>(done);
    while (!engine.isDone()) {
      days.add(engine.next());
    }
    return days;
  }

  ReplayResult result() {
    ReplayInputs inputs = inputs();
    return ReplayReckoning.result(new ReplayHistory(inputs, days(inputs, List.of())));
  }

  ReplayHistory history() {
    ReplayInputs inputs = inputs();
    return new ReplayHistory(inputs, days(inputs, List.of()));
  }
}
