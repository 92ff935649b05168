package busbar.advice;

import busbar.contract.AiHostingOffer;
import busbar.contract.Clause;
import busbar.hardware.Basis;
import busbar.hardware.Cooling;
import busbar.hardware.HardwareCatalogue;
import busbar.hardware.PowerProfile;
import busbar.hardware.RigModel;
import busbar.market.MarketSnapshot;
import busbar.market.Quote;
import busbar.site.GridConnection;
import busbar.site.Operation;
import busbar.site.RigGroup;
import busbar.site.Site;
import busbar.site.Switching;
import busbar.tariff.BlockCharge;
import busbar.tariff.Charge;
import busbar.tariff.CoincidentPeakCharge;
import busbar.tariff.DemandCharge;
import busbar.tariff.DemandPeriod;
import busbar.tariff.FixedPrice;
import busbar.tariff.HourlySeries;
import busbar.tariff.PriceSeries;
import busbar.tariff.Tariff;
import busbar.testing.Clauses;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** What an assessment starts from, in the words of the tests: a site, its prices, a market. */
final class Given {
  static final LocalDate DAY = LocalDate.of(2026, 2, 12);
  static final Instant NOON = Instant.parse("2026-02-12T12:00:00Z");
  static final ZoneId TEXAS = ZoneId.of("America/Chicago");

  /** Power profiles of the S19k Pro under LuxOS 2025.4.8, the firmware's estimates. */
  static final List<PowerProfile> LUXOS =
      List.of(
          luxos("default", 121.8, 2794),
          luxos("240MHz", 49.5, 978),
          luxos("290MHz", 59.8, 1188),
          luxos("315MHz", 65.0, 1299),
          luxos("340MHz", 70.2, 1414),
          luxos("365MHz", 75.3, 1533),
          luxos("465MHz", 96.0, 2052),
          luxos("640MHz", 132.1, 3119),
          luxos("790MHz", 163.1, 4195));

  static final HardwareCatalogue CATALOGUE =
      HardwareCatalogue.of(
          List.of(
              rig("S21 Pro", 234, 3510),
              rig("S19 XP", 141, 3010),
              rig("S19j Pro", 104, 3068),
              rig("S19", 95, 3250),
              rig("S19k Pro", 120, 2760)),
          LUXOS);

  private static PowerProfile luxos(String profile, double hashrateThs, double powerW) {
    return new PowerProfile("S19k Pro", "LuxOS", profile, hashrateThs, powerW, Basis.ESTIMATE);
  }

  private static RigModel rig(String model, double hashrateThs, double powerW) {
    return new RigModel(model, "maker", hashrateThs, powerW, Cooling.AIR, null, null);
  }

  final List<RigGroup> groups = new ArrayList<>();
  final List<Clause> clauses = new ArrayList<>();
  ZoneId zone = TEXAS;
  LocalDate date = DAY;
  Instant assessedAt = NOON;
  double connectionMw = 100;
  boolean firm = true;
  Operation operation = new Operation(1.04, 1, 98, null);
  Tariff tariff = new FixedPrice(45);
  MarketSnapshot market = market(75_000, 141.67e12, 0.02);
  List<Double> past = Collections.nCopies(120, 33.0);
  Map<String, Double> parameters = Map.of();

  static MarketSnapshot market(double btcPriceUsd, double difficulty, Double fees) {
    Instant asOf = Instant.parse("2026-02-12T00:00:00Z");
    return new MarketSnapshot(
        DAY,
        new Quote(btcPriceUsd, "test", asOf),
        new Quote(difficulty, "test", asOf),
        new Quote(3.125, "halving dates", asOf),
        fees == null ? null : new Quote(fees, "test", asOf),
        null,
        false);
  }

  /** Prices by hour of the day, the same every day. */
  static HourlySeries daily(double... usdPerMwh) {
    List<PriceSeries.Price> hours = new ArrayList<>();
    for (int hour = 0; hour < 24; hour++) {
      hours.add(
          new PriceSeries.Price(
              LocalDateTime.of(2026, 1, 1, hour, 0), usdPerMwh[hour % usdPerMwh.length]));
    }
    return new HourlySeries(null, PriceSeries.Repeats.DAILY, 0, hours);
  }

  static Given site() {
    return new Given();
  }

  Given rigs(String id, String model, int count, Double resaleUsdPerRig) {
    groups.add(new RigGroup(id, model, count, null, resaleUsdPerRig, null));
    return this;
  }

  Given luxosRigs(String id, int count) {
    groups.add(new RigGroup(id, "S19k Pro", count, "LuxOS", 200.0, null));
    return this;
  }

  /** What switching any of its rigs costs. */
  Given switched(Switching switching) {
    operation =
        new Operation(
            operation.facilityOverhead(),
            operation.poolFeePercent(),
            operation.uptimePercent(),
            switching);
    return this;
  }

  Given at(Tariff other) {
    tariff = other;
    return this;
  }

  /** A block of power of that many MW, paid for in any case, on top of the tariff. */
  Given prepaid(double mw, double usdPerMwh, double resaleUsdPerMwh, LocalDate until) {
    List<Charge> charges = new ArrayList<>(tariff.asRateSchedule().charges());
    charges.add(
        new BlockCharge(
            "Block", "PPA §4.2", null, mw, usdPerMwh, null, until, null, resaleUsdPerMwh));
    return at(tariff.asRateSchedule().withCharges(charges));
  }

  /**
   * A demand charge whose peak of the month stands at so many kW, and an alert of a coincident peak
   * from 16:00 to 18:00, on top of the tariff.
   */
  Given peaks(double usdPerKw, double setKw, double probabilityPercent) {
    List<Charge> charges = new ArrayList<>(tariff.asRateSchedule().charges());
    charges.add(
        new DemandCharge(
            "Demand",
            null,
            15,
            List.of(new DemandPeriod("All", null, usdPerKw, null)),
            null,
            null,
            Map.of(YearMonth.of(2026, 2), setKw)));
    charges.add(
        new CoincidentPeakCharge(
            "4CP",
            null,
            List.of(2),
            4,
            15,
            5,
            CoincidentPeakCharge.Billed.NEXT_YEAR,
            List.of(),
            List.of(new CoincidentPeakCharge.Alert(DAY, 16, 18, probabilityPercent))));
    return at(tariff.asRateSchedule().withCharges(charges));
  }

  Given under(Clause clause) {
    clauses.add(clause);
    return this;
  }

  Given on(MarketSnapshot other) {
    market = other;
    return this;
  }

  Given connection(double mw) {
    connectionMw = mw;
    return this;
  }

  /** An offer of River Bend's terms, for as many MW at the meter. */
  Given offered(double grossMw, AiHostingOffer.Status status) {
    return under(
        Clauses.offer(
            "Lease of 17 December",
            "Tenant",
            status,
            grossMw,
            grossMw * 245 / 330,
            15,
            7e9 * grossMw / 330,
            3,
            98.6,
            10e6));
  }

  Given breakFee(double usd) {
    return under(Clauses.breakFee(usd));
  }

  Site toSite() {
    return new Site(
        "test",
        "Test site",
        zone,
        List.of(),
        new GridConnection(connectionMw, firm),
        operation,
        List.of(),
        List.of(),
        groups,
        tariff,
        clauses,
        parameters);
  }

  SiteDay day() {
    return SiteDay.of(
        toSite(), CATALOGUE, new MarketInputs(market, past, 1500.0, 4e12), date, assessedAt);
  }
}
