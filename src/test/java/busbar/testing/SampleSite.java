package busbar.testing;

import busbar.advice.Recommendation;
import busbar.advice.Recommendation.BlockAdvice;
import busbar.advice.Recommendation.Driver;
import busbar.advice.Recommendation.FiredRule;
import busbar.advice.Recommendation.FlipPoint;
import busbar.advice.Recommendation.IfNot;
import busbar.advice.Recommendation.Input;
import busbar.advice.Recommendation.LedgerEntry;
import busbar.advice.Recommendation.LedgerEntry.Verdict;
import busbar.advice.Recommendation.MarketFigures;
import busbar.advice.Recommendation.Notice;
import busbar.advice.Recommendation.PlannedHour;
import busbar.advice.Recommendation.PowerFigures;
import busbar.assessment.Action;
import busbar.assessment.Reason;
import busbar.duties.BindingClause;
import busbar.duties.BindingClause.Budget;
import busbar.tariff.PriceCurve;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Recommendations made by hand for the pages' tests. */
public final class SampleSite {
  public static final LocalDate DATE = LocalDate.of(2026, 2, 12);

  private static final double[] WINTER_DAY = {
    38.1, 36.4, 35.2, 35.9, 39.8, 52.3, 78.4, 112.6, 96.2, 71.5, 58.3, 49.7, 44.1, 40.2, 38.8, 41.6,
    55.9, 82.3, 118.9, 124.4, 97.2, 76.8, 58.4, 46.5
  };

  private final String id;
  private final String name;
  private String timeZone = "America/Chicago";
  private double connectionMw;
  private double[] prices = WINTER_DAY;
  private boolean sample = true;
  private List<Input> inputs = freshInputs();
  private final List<Notice> notices = new ArrayList<>();
  private final List<BlockAdvice> blocks = new ArrayList<>();
  private final List<BindingClause> obligations = new ArrayList<>();

  private SampleSite(String id, String name, double connectionMw) {
    this.id = id;
    this.name = name;
    this.connectionMw = connectionMw;
  }

  public static SampleSite called(String id, String name, double connectionMw) {
    return new SampleSite(id, name, connectionMw);
  }

  /** One of every kind, and twenty plain ones behind them. */
  public static List<Recommendation> listAll() {
    List<Recommendation> all =
        new ArrayList<>(
            List.of(
                pecos(), allRun(), empty(), unknownPrices(), twelveBlocks(), huge(), hostile()));
    for (int i = 1; i <= 20; i++) {
      all.add(called("extra-" + i, "Extra " + i, 10).run("s21", "S21", 9, 90, 90).build());
    }
    return all;
  }

  /** The site of the sketch: 84 MW under all four actions. */
  public static Recommendation pecos() {
    return called("pecos-1", "Pecos-1", 90)
        .notice(Notice.Kind.SITE, "Sample site: its rigs, contracts and resale prices are made up.")
        .notice(
            Notice.Kind.SITE,
            "Sample prices: one made-up, plausible winter day of 24 hours that repeats every day.")
        .obligations()
        .run("s21-pro", "Antminer S21 Pro", 24, 114.21, 99.1)
        .run("s21", "Antminer S21", 28, 98.04, 98.2)
        .convert("s19-xp", "Antminer S19 XP", 10, 80.11, 118.02)
        .curtail("s19j-pro", "Antminer S19j Pro", 18, 57.22, 61.3)
        .retire("s19", "Antminer S19", 4, 50.33, 3.1)
        .build();
  }

  public static Recommendation allRun() {
    return called("bayou-hydro", "Bayou Hydro", 60)
        .flat(31.5)
        .run("s21-xp", "Antminer S21 XP", 60, 131.88, 100)
        .build();
  }

  public static Recommendation empty() {
    return called("new-site", "New site", 25).build();
  }

  public static Recommendation unknownPrices() {
    double[] none = new double[24];
    Arrays.fill(none, Double.NaN);
    SampleSite site = called("dark-prices", "Dark Prices", 12);
    site.prices = none;
    site.inputs =
        List.of(
            freshInputs().get(0),
            freshInputs().get(1),
            new Input(
                "Fees a block",
                "feesBtcPerBlock",
                0.0312,
                "bundled",
                at(-80),
                80.0,
                Input.State.STALE),
            new Input(
                "Power price",
                "averageUsdPerMwh",
                null,
                "site file",
                null,
                null,
                Input.State.MISSING),
            freshInputs().get(4));
    return site.notice(
            Notice.Kind.WARNING,
            "Decided without: the power price of 24 of 24 hours. The rigs stay as they are in them.")
        .run("s19-pro", "Antminer S19 Pro", 9, 61.45, Double.NaN)
        .build();
  }

  /** Twelve blocks, some so small that they are a line on the strip. */
  public static Recommendation twelveBlocks() {
    SampleSite site = called("patchwork", "Patchwork", 330);
    double[] mw = {120, 61.4, 0.3, 22.2, 0.08, 41, 12.6, 3.3, 0.9, 18.1, 0.5, 0.04};
    for (int i = 0; i < mw.length; i++) {
      String id = "g" + (i + 1);
      String model = "Antminer S19 Pro+ Hyd " + (184 + i);
      double earns = 120.5 - i * 7.13;
      switch (i / 3) {
        case 0 -> site.run(id, model, mw[i], earns, 97.5 - i);
        case 1 -> site.convert(id, model, mw[i], earns, 171.1 - i);
        case 2 -> site.curtail(id, model, mw[i], earns, 70.5 - i);
        default -> site.retire(id, model, mw[i], earns, 12.5 - i);
      }
    }
    return site.build();
  }

  /** Ticks alone at both ends, and a spike far above everything. */
  public static Recommendation huge() {
    SampleSite site = called("campus", "St. Francisville campus and everything around it", 2_500);
    site.prices = WINTER_DAY.clone();
    site.prices[19] = 4_980;
    site.prices[3] = -12.4;
    return site.run("tick", "S21e XP Hyd 3U", 1.2, 140.02, 100)
        .convert("hall-a", "Antminer S19 XP Hyd", 2_440, 77.7, 203.4)
        .curtail("hall-b", "Whatsminer M50S", 2.1, 60.1, 44.4)
        .retire("hall-c", "Antminer S17", 1.4, 31.9, 0.4)
        .build();
  }

  public static Recommendation hostile() {
    return called("hostile", "<script>alert(1)</script> & \"Sons\"", 10)
        .notice(Notice.Kind.SITE, "<img src=x onerror=alert(2)>")
        .run("s21", "<b>S21</b>", 8, 90, 90)
        .build();
  }

  public SampleSite flat(double usdPerMwh) {
    prices = new double[24];
    Arrays.fill(prices, usdPerMwh);
    return this;
  }

  /** An event that costs more to answer than to ignore, and a client's floor that is used up. */
  public SampleSite obligations() {
    obligations.add(
        new BindingClause(
            "ERS §2",
            "Grid operator",
            "demand-response-event",
            "Grid operator has called 5.0 MW off on 12 February 2026, 17:00–20:00.",
            null,
            null,
            null,
            null,
            List.of(),
            2_100.0,
            800.0,
            BindingClause.Verdict.HONOURED_AT_A_LOSS,
            List.of("OBLIG-08")));
    obligations.add(
        new BindingClause(
            "Hosting agreement §5.1",
            "Hosting <client>",
            "client-hosting",
            "Its rigs must run for 97.0 % of each month’s hours.",
            DATE.minusYears(1),
            DATE.plusYears(1),
            90,
            "Host shall maintain <97%> uptime.",
            List.of(new Budget("hours off", 0.16, 20.16, "h", LocalDate.of(2026, 2, 28))),
            null,
            null,
            BindingClause.Verdict.NOT_TODAY,
            List.of()));
    return this;
  }

  public SampleSite notice(Notice.Kind kind, String text) {
    notices.add(new Notice(kind, text));
    return this;
  }

  public SampleSite run(String id, String model, double mw, double earns, double clears) {
    return block(Action.RUN, id, model, mw, earns, Double.NaN, clears);
  }

  public SampleSite curtail(String id, String model, double mw, double earns, double clears) {
    return block(Action.CURTAIL, id, model, mw, earns, Double.NaN, clears);
  }

  public SampleSite retire(String id, String model, double mw, double earns, double clears) {
    return block(Action.RETIRE, id, model, mw, earns, Double.NaN, clears);
  }

  public SampleSite convert(String id, String model, double mw, double earns, double hosting) {
    return block(Action.CONVERT, id, model, mw, earns, hosting, 88.8);
  }

  private SampleSite block(
      Action action,
      String id,
      String model,
      double mw,
      double earns,
      double hosting,
      double clears) {
    List<PlannedHour> plan = new ArrayList<>();
    double gain = 0;
    double run = 0;
    int offHours = 0;
    for (int hour = 0; hour < prices.length; hour++) {
      double price = prices[hour];
      double margin = (earns - price) * mw;
      boolean off = action != Action.RUN && price > earns;
      boolean low = !off && action == Action.CURTAIL && price > earns * 0.9;
      offHours += off ? 1 : 0;
      gain += off ? -margin : 0;
      run += Double.isNaN(margin) ? 0 : margin;
      plan.add(
          new PlannedHour(
              start().plus(Duration.ofHours(hour)),
              Double.isNaN(price) ? null : (Double) price,
              off ? null : low ? "70 TH/s, 1,414 W" : "default",
              off ? 0 : low ? mw * 600 : mw * 1000,
              off ? (Double) 0.0 : Double.isNaN(margin) ? null : (Double) margin,
              null));
    }
    Reason reason = reason(action, mw, earns, offHours);
    blocks.add(
        new BlockAdvice(
            id,
            id,
            model,
            (int) Math.max(1, mw * 285),
            null,
            mw,
            action,
            reason,
            earns,
            earns * 1.08,
            Double.isNaN(hosting) ? null : (Double) hosting,
            Double.isNaN(clears) ? null : (Double) clears,
            run + gain,
            run,
            gain,
            plan,
            ledger(action, gain, !Double.isNaN(hosting)),
            List.of(
                new FiredRule(reason, List.of("proposes " + action)),
                new FiredRule(
                    new Reason(
                        "OBLIGATION-02",
                        "An uptime floor keeps hosted rigs on",
                        "The contract lets these rigs be off for at most 6 h of the day.",
                        new TreeMap<>(Map.of("duty.offHours", 6, "duty.ref", "Hosting §4.2"))),
                    List.of("may be off at most 6 h"))),
            List.of(
                new IfNot(
                    "OBLIGATION-02",
                    "An uptime floor keeps hosted rigs on",
                    action,
                    offHours + 2,
                    900)),
            flips(action, earns)));
    return this;
  }

  private static Reason reason(Action action, double mw, double earns, int offHours) {
    Map<String, Object> facts = new TreeMap<>();
    facts.put("block.mw", mw);
    facts.put("block.breakevenUsdPerMwh", earns);
    facts.put("plan.offHours", offHours);
    facts.put("power.averageUsdPerMwh", 63.4);
    facts.put("retirement.min-loss-days", 30);
    return switch (action) {
      case RUN ->
          new Reason(
              "RUN-01",
              "Every hour earns",
              "These rigs earn in every hour of the day.",
              new TreeMap<>(facts));
      case CURTAIL ->
          new Reason(
              "CURTAIL-01",
              "Power costs more than the rig earns",
              "Power averages $92.14/MWh in "
                  + offHours
                  + " h of the day, above the $57.22/MWh that these rigs earn; they are off 07:00–11:00, 17:00–23:00.",
              new TreeMap<>(facts));
      case RETIRE ->
          new Reason(
              "RETIRE-01",
              "Selling beats keeping",
              "For 61 days in a row these rigs have earned less than their resale value lost; sold today they bring $182k.",
              new TreeMap<>(facts));
      case CONVERT ->
          new Reason(
              "CONVERT-01",
              "Hosting earns more than mining",
              "The signed offer pays $118.02/MWh after building cost, these rigs earn $80.11/MWh.",
              new TreeMap<>(facts));
    };
  }

  private static List<LedgerEntry> ledger(Action chosen, double gain, boolean offered) {
    List<LedgerEntry> entries = new ArrayList<>();
    for (Action action : Action.values()) {
      if (action == chosen) {
        double usd = action.isStanding() ? 310_000 : gain;
        entries.add(new LedgerEntry(action, usd, 0.0, Verdict.CHOSEN, "chosen"));
      } else if (action == Action.RETIRE) {
        entries.add(
            new LedgerEntry(
                action, null, null, Verdict.RULED_OUT, "ruled out: lien until 2027-06-30"));
      } else if (action == Action.CONVERT && !offered) {
        entries.add(
            new LedgerEntry(action, null, null, Verdict.NOT_EVALUATED, "not evaluated: no offer"));
      } else {
        entries.add(new LedgerEntry(action, 0.0, 1_310.0, Verdict.LOST, "lost by $1,310 a day"));
      }
    }
    return entries;
  }

  private static List<FlipPoint> flips(Action action, double earns) {
    Action becomes = action == Action.RUN ? Action.CURTAIL : Action.RUN;
    return List.of(
        new FlipPoint(Driver.POWER_PRICE, 63.4, earns, 9.1, Math.abs(63.4 - earns) < 9.1, becomes),
        new FlipPoint(Driver.BTC_PRICE, 66_214.0, 71_920.0, 1_402.0, false, becomes),
        new FlipPoint(Driver.DIFFICULTY, 125.86e12, 131.2e12, null, false, becomes));
  }

  private Instant start() {
    return DATE.atStartOfDay(ZoneId.of(timeZone)).toInstant();
  }

  private static Instant at(int hours) {
    return Instant.parse("2026-02-12T12:00:00Z").plus(Duration.ofHours(hours));
  }

  private static List<Input> freshInputs() {
    return List.of(
        new Input(
            "BTC price",
            "btcPriceUsd",
            66_214.0,
            "bundled history",
            at(-12),
            12.0,
            Input.State.FRESH),
        new Input(
            "Difficulty",
            "difficulty",
            125.86e12,
            "bundled history",
            at(-12),
            12.0,
            Input.State.FRESH),
        new Input(
            "Fees a block",
            "feesBtcPerBlock",
            0.0243,
            "bundled history",
            at(-12),
            12.0,
            Input.State.FRESH),
        new Input(
            "Power price", "averageUsdPerMwh", 63.4, "site file", null, null, Input.State.FRESH),
        new Input(
            "Resale prices", "resaleUsdPerRig", null, "site file", null, null, Input.State.FRESH));
  }

  public Recommendation build() {
    PriceCurve curve = PriceCurve.of(start(), prices);
    Map<Action, Double> megawatts = new EnumMap<>(Action.class);
    for (Action action : Action.values()) {
      megawatts.put(action, sum(action));
    }
    double rigsMw = megawatts.values().stream().mapToDouble(Double::doubleValue).sum();
    double usd = blocks.stream().mapToDouble(BlockAdvice::usdPerDay).sum();
    double gain = blocks.stream().mapToDouble(BlockAdvice::gainUsdPerDay).sum();
    if (sample) {
      notices.add(
          0,
          new Notice(
              Notice.Kind.SAMPLE,
              "Sample data: the market of 2026-02-12. Ages are counted from that day. Not advice for today."));
    }
    boolean priced = !Double.isNaN(curve.average());
    return new Recommendation(
        id,
        name,
        DATE,
        timeZone,
        Instant.parse("2026-02-12T12:00:00Z"),
        "0.1.0",
        "4f2b6f0c9f6a51f2c8c5d8f3a9f0d1b7c4e6a8b0d2f4a6c8e0b2d4f6a8c0e2f4",
        "9a1c3e5f7b9d1f3a5c7e9b1d3f5a7c9e1b3d5f7a9c1e3b5d7f9a1c3e5b7d9f1a",
        List.copyOf(notices),
        inputs,
        new MarketFigures(DATE, sample, 66_214, 125.86e12, 901.2, 3.125, 0.0243, 33.28),
        new PowerFigures(
            curve,
            priced ? (Double) curve.average() : null,
            priced ? (Double) curve.lowest() : null,
            priced ? (Double) curve.highest() : null,
            "the day's prices, repeated"),
        connectionMw,
        Math.max(0, connectionMw - rigsMw),
        megawatts,
        usd,
        usd - gain,
        gain,
        sum(Action.RETIRE) > 0 ? 182_000 : 0,
        sum(Action.CONVERT) > 0 ? 3_310_000 : 0,
        List.copyOf(blocks),
        List.of(),
        List.copyOf(obligations));
  }

  private double sum(Action action) {
    return blocks.stream()
        .filter(block -> block.action() == action)
        .mapToDouble(BlockAdvice::mw)
        .sum();
  }
}
