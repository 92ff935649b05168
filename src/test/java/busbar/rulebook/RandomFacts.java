package busbar.rulebook;

import busbar.assessment.AwardCover;
import busbar.assessment.AwardDuty;
import busbar.assessment.BlockFacts;
import busbar.assessment.CoincidentPeakDuty;
import busbar.assessment.CovenantDuty;
import busbar.assessment.CurtailmentDuty;
import busbar.assessment.ElectionDuty;
import busbar.assessment.Fact;
import busbar.assessment.Findings;
import busbar.assessment.KeepFacts;
import busbar.assessment.LandDuty;
import busbar.assessment.LeastTakeDuty;
import busbar.assessment.LienDuty;
import busbar.assessment.MarketFacts;
import busbar.assessment.OfferFacts;
import busbar.assessment.Outlook;
import busbar.assessment.Parameters;
import busbar.assessment.PeakDuty;
import busbar.assessment.PlanFacts;
import busbar.assessment.PowerFacts;
import busbar.assessment.ProgrammeDuty;
import busbar.assessment.Situation;
import busbar.assessment.StrikeDuty;
import busbar.assessment.SupplyDuty;
import busbar.assessment.UptimeDuty;
import busbar.contract.AiHostingOffer;
import busbar.contract.UptimeFloor;
import busbar.units.HourSet;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Facts of every kind from a seed, with zeros, unknowns and values on the very limits. */
public final class RandomFacts {
  private final Random random;
  private final Parameters parameters;

  public RandomFacts(long seed, Parameters parameters) {
    this.random = new Random(seed);
    this.parameters = parameters;
  }

  public Fact any() {
    return switch (random.nextInt(20)) {
      case 0 -> situation();
      case 1, 16, 17, 18, 19 -> outlook();
      case 2 -> {
        double left = pick(0, 3.5, 23, 24, 25, 60);
        double right = pick(0.0, 0, 5);
        yield new UptimeDuty(
            "§5",
            "Aurora",
            95,
            random.nextBoolean() ? UptimeFloor.Period.MONTH : UptimeFloor.Period.YEAR,
            left,
            right,
            left + right,
            pick(23, 24, 25),
            90,
            pick(0.0, 900, 1000),
            pick(0.0, 900),
            block(),
            parameters(),
            new Findings());
      }
      case 3 -> {
        int owed = pick(0, 2, 4);
        yield new CurtailmentDuty(
            "ERS",
            "ERCOT",
            hours(4),
            "17:00–20:00",
            pick(0.0, 25),
            hours(owed),
            owed,
            4 - owed,
            random.nextBoolean(),
            pick(0.0, 3),
            pick(0.0, 2.5),
            random.nextBoolean() ? "" : "Event 4",
            pick(0.0, 900, 1000),
            pick(0.0, 900),
            block(),
            parameters(),
            new Findings());
      }
      case 4 ->
          new AwardDuty(
              "Award 12",
              "ERCOT",
              "Responsive reserve",
              hours(4),
              "17:00–20:00",
              10,
              pick(0, 2),
              random.nextBoolean(),
              pick(0.0, 900, 1000),
              pick(0.0, 900),
              block(),
              parameters(),
              new Findings());
      case 5 -> {
        int dear = pick(0, 3);
        yield new StrikeDuty(
            "§7",
            "Aurora",
            75,
            random.nextBoolean(),
            hours(dear),
            "17:00–20:00",
            dear,
            block(),
            parameters(),
            new Findings());
      }
      case 6 -> {
        double missing = pick(0.0, 0.05, 0.06, 4);
        yield new AwardCover(
            "Award 12",
            "ERCOT",
            "Responsive reserve",
            "17:00–20:00",
            10,
            10 - missing,
            missing,
            360 * missing,
            block(),
            parameters(),
            new Findings());
      }
      case 7 -> {
        LocalDate test = random.nextBoolean() ? LocalDate.of(2026, 3, 1) : null;
        yield new ProgrammeDuty(
            "ERS",
            "ERCOT",
            25,
            pick(0, 1, 8),
            pick(0.0, 0.9, 1, 24),
            test,
            test == null ? Double.NaN : pick(-3.0, 0, 45, 46),
            block(),
            parameters(),
            new Findings());
      }
      case 8 ->
          new ElectionDuty(
              "PPA §6",
              "Supplier",
              "the block",
              LocalDate.of(2026, 4, 1),
              LocalDate.of(2026, 3, 1),
              pick(-1, 0, 45, 46),
              block(),
              parameters(),
              new Findings());
      case 9 ->
          new CovenantDuty(
              "Loan §8",
              "Bank",
              "cash",
              "$5M",
              "$4M",
              pick(-0.1, 0, 9.9, 10, 60),
              pick(0, 130, 131),
              block(),
              parameters(),
              new Findings());
      case 10 ->
          new SupplyDuty(
              "PPA §6",
              "Supplier",
              random.nextBoolean(),
              random.nextBoolean(),
              random.nextBoolean(),
              random.nextBoolean(),
              block(),
              parameters(),
              new Findings());
      case 11 ->
          new LandDuty(
              "Lease §2",
              "Ranch",
              random.nextBoolean(),
              random.nextBoolean(),
              LocalDate.of(2040, 1, 1),
              pick(0.0, 14.9, 15, 40),
              random.nextBoolean(),
              pick(0.0, 15),
              block(),
              parameters(),
              new Findings());
      case 12 ->
          new PeakDuty(
              "Schedule LPS",
              "Utility",
              "On-peak demand",
              hours(11),
              "07:00–18:00",
              10,
              10,
              18.89,
              pick(0.0, 188_900, 188_901),
              pick(0.0, 188_900),
              pick(1, 28),
              75,
              pick(0.0, 1_500_000),
              random.nextInt(3) == 0 ? "Award 12" : "",
              block(),
              parameters(),
              new Findings());
      case 13 ->
          new CoincidentPeakDuty(
              "TDSP §6.1",
              "Utility",
              "4CP",
              hours(2),
              "16:00–18:00",
              40,
              15,
              pick(0.0, 1050, 63_000),
              1050,
              random.nextInt(3) == 0 ? "Award 12" : "",
              block(),
              parameters(),
              new Findings());
      case 14 ->
          new LeastTakeDuty(
              "PPA §7",
              "Retailer",
              "month",
              30_000,
              26_000,
              pick(1, 7, 8),
              pick(-400.0, 0, 351),
              0,
              pick(0.0, 23.9, 24),
              41,
              block(),
              parameters(),
              new Findings());
      default -> new LienDuty("§8", "First Prairie", block(), parameters(), new Findings());
    };
  }

  /** The parameters, at half of the sites with breaches allowed. */
  private Parameters parameters() {
    Map<String, Double> values = new TreeMap<>(parameters.asMap());
    values.computeIfPresent("breach-allowed", (key, value) -> random.nextBoolean() ? 1.0 : 0.0);
    return new Parameters(values);
  }

  public Situation situation() {
    return new Situation(block(), market(), power(), offer(), parameters, new Findings());
  }

  public Outlook outlook() {
    return new Outlook(
        block(), market(), power(), plan(), keep(), offer(), parameters, new Findings());
  }

  private BlockFacts block() {
    int rigs = pick(0, 1, 3000);
    return new BlockFacts(
        "b" + random.nextInt(1_000_000),
        "g",
        "S21",
        rigs,
        rigs * 0.0035,
        pick(-5.0, 0, 57.22, 79.3),
        random.nextInt(4) == 0,
        random.nextBoolean(),
        random.nextBoolean());
  }

  private MarketFacts market() {
    boolean retarget = random.nextBoolean();
    return new MarketFacts(
        33.28,
        pick(0.0, 35.9, 36, 36.1, 500),
        random.nextBoolean(),
        retarget,
        retarget ? pick(-12.0, -3, -2.9, 0, 4) : Double.NaN,
        retarget ? pick(0.0, 6, 14, 14.1) : Double.NaN);
  }

  private PowerFacts power() {
    int hours = pick(23, 24, 25);
    int unknown = pick(0, 0, 0, 2, hours);
    double average = unknown == hours ? Double.NaN : pick(-20.0, 0, 41, 63.4);
    boolean prepaid = random.nextInt(3) == 0;
    return new PowerFacts(
        average,
        average,
        average,
        HourSet.all(unknown),
        unknown,
        prepaid ? pick(50.0, 100) : 0,
        prepaid ? "PPA §4.2" : "",
        prepaid ? pick(0.0, 20, 57.22, 60) : Double.NaN,
        pick(Double.NaN, 41, 57.22, 64),
        random.nextInt(4) == 0,
        hours);
  }

  private PlanFacts plan() {
    int duty = pick(0, 0, 3);
    int price = pick(0, 0, 9);
    int client = pick(0, 0, 0, 2);
    int neither = pick(0, 0, 1);
    int peak = pick(0, 0, 0, 2);
    int off = duty + client + peak + price + neither;
    boolean other = random.nextInt(3) == 0;
    return new PlanFacts(
        off,
        off == 0 ? "" : "00:00–0" + off % 10 + ":00",
        duty,
        duty == 0 ? "" : "ERS event 3",
        client,
        client == 0 ? "" : "Hosting §5",
        peak,
        peak == 0 ? "" : "TDSP §6.1",
        price,
        price == 0 ? Double.NaN : 90,
        pick(0, 0, 2),
        random.nextBoolean() ? "" : "Hosting §5",
        310,
        other ? "1414 W" : "nameplate",
        "nameplate",
        other,
        other ? 810 : 0,
        9650,
        100);
  }

  private KeepFacts keep() {
    double gain = pick(Double.NaN, -5.0, 0, 1, 160_000);
    return new KeepFacts(
        Double.isNaN(gain) ? Double.NaN : 900_000,
        110_000,
        630_000,
        gain,
        random.nextBoolean(),
        pick(0, 59, 60, 90),
        55);
  }

  private OfferFacts offer() {
    if (random.nextInt(3) == 0) {
      return null;
    }
    List<AiHostingOffer.Status> states = List.of(AiHostingOffer.Status.values());
    double grossMw = pick(12.0, 20, 330, 331);
    return new OfferFacts(
        "Lease",
        "Fluidstack",
        states.get(random.nextInt(states.size())),
        random.nextInt(4) > 0,
        grossMw,
        pick(15.0, 330),
        random.nextInt(4) > 0,
        random.nextInt(4) > 0,
        random.nextInt(4) > 0 ? grossMw : grossMw / 2,
        128,
        810_000,
        295_000,
        pick(Double.NaN, -1.0, 0, 5.4e6));
  }

  private HourSet hours(int count) {
    int first = random.nextInt(20);
    return HourSet.where(24, hour -> hour >= first && hour < first + count);
  }

  private int pick(int... values) {
    return values[random.nextInt(values.length)];
  }

  private double pick(double... values) {
    return values[random.nextInt(values.length)];
  }
}
