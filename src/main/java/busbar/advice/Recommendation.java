package busbar.advice;

import busbar.assessment.Action;
import busbar.assessment.Reason;
import busbar.duties.BindingClause;
import busbar.tariff.PriceCurve;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What each megawatt of a site should do on one day, and why. This is what is kept, served and
 * shown; the same inputs and rulebook give the same bytes.
 *
 * <p>Money: a gain is positive for the site. Values that cannot be known are absent, never zero.
 *
 * @param timeZone the site's zone; {@code date} is its local day
 * @param assessedAt the instant from which ages are counted
 * @param inputHash hash of every input
 * @param connectionMw what the grid connection carries
 * @param idleMw what no rig uses of it, at the default profiles
 * @param megawatts MW at the default profiles by action; they add up to what the rigs can draw
 * @param usdPerDay what the day's plans earn, all blocks together, less the penalties for MW of
 *     events and awards that no rigs are left for, which {@code siteRules} and {@code notices} tell
 * @param runEverythingUsdPerDay what running every rig at its default profile in every hour would
 *     earn, less the same penalties
 * @param gainUsdPerDay the difference of the two
 * @param retireGainUsdPerYear what the RETIRE decisions are worth, apart from the day's gain
 * @param convertGainUsdPerYear what the CONVERT decisions are worth, apart from the day's gain
 * @param blocks in the order of the strip: by action, then by what a MWh earns
 * @param siteRules every rule that fired for the site as a whole, with its facts
 * @param obligations one entry a clause in force, in the order of the site file
 */
public record Recommendation(
    String siteId,
    String siteName,
    LocalDate date,
    String timeZone,
    Instant assessedAt,
    String engineVersion,
    String rulebookHash,
    String inputHash,
    List<Notice> notices,
    List<Input> inputs,
    MarketFigures market,
    PowerFigures power,
    double connectionMw,
    double idleMw,
    Map<Action, Double> megawatts,
    double usdPerDay,
    double runEverythingUsdPerDay,
    double gainUsdPerDay,
    double retireGainUsdPerYear,
    double convertGainUsdPerYear,
    List<BlockAdvice> blocks,
    List<FiredRule> siteRules,
    List<BindingClause> obligations) {

  public Recommendation {
    // Recommendations that were kept before clauses were listed have neither.
    siteRules = siteRules == null ? List.of() : List.copyOf(siteRules);
    obligations = obligations == null ? List.of() : List.copyOf(obligations);
  }

  /** How RETIRE's yearly worth is reckoned. */
  public static final String RETIRE_FORMULA =
      "resale today − (a year of max(margin, 0) less demand charges as hashprice declines + resale"
          + " in a year)";

  /** How CONVERT's yearly worth is reckoned. */
  public static final String CONVERT_FORMULA =
      "the offer's MW × levelised AI NOI after annualised capex and break fee − what its rigs are"
          + " worth now: a year of max(margin, 0) less demand charges as hashprice declines, less the"
          + " resale lost in it";

  /** What a reader must know before the figures: sample data, a site's own caveats, warnings. */
  public record Notice(Kind kind, String text) {
    public enum Kind {
      SAMPLE,
      SITE,
      WARNING
    }
  }

  /**
   * One input as it was at the instant assessed.
   *
   * @param field its name with its unit, such as {@code btcPriceUsd}
   * @param value absent where it is not known
   * @param ageHours absent where it has no age, as with a contract price
   */
  public record Input(
      String label,
      String field,
      @Nullable Double value,
      String source,
      @Nullable Instant asOf,
      @Nullable Double ageHours,
      State state) {
    public enum State {
      FRESH,
      STALE,
      MISSING
    }
  }

  public record MarketFigures(
      LocalDate date,
      boolean sample,
      double btcPriceUsd,
      double difficulty,
      double networkHashrateEhs,
      double subsidyBtcPerBlock,
      @Nullable Double feesBtcPerBlock,
      double hashpriceUsdPerPhDay) {}

  /**
   * @param curve price of each hour of the local day on the tariff
   * @param averageUsdPerMwh absent where no price is known, as with the next two
   * @param yearBasis in a few words where the coming year's prices come from
   */
  public record PowerFigures(
      PriceCurve curve,
      @Nullable Double averageUsdPerMwh,
      @Nullable Double lowestUsdPerMwh,
      @Nullable Double highestUsdPerMwh,
      String yearBasis) {}

  /**
   * The advice for one block of rigs.
   *
   * @param id unique within the site: the group's id, with a dot and a number behind it where a
   *     group is in several blocks
   * @param client whose rigs they are; absent for the site's own
   * @param mw meter load at the default profile
   * @param action what it should do; a standing decision leaves {@code plan} in force until carried
   *     out
   * @param reason the leading one, from a rule that proposed the action
   * @param earnsUsdPerMwh what a MWh earns at the default profile
   * @param breakevenUsdPerMwh power price at which the best profile earns nothing
   * @param hostingUsdPerMwh what a MWh would earn as AI hosting before its power is paid, levelised
   *     and after annualised building cost: comparable with {@code earnsUsdPerMwh}; absent without
   *     an offer for this block
   * @param clearsPercent share of the coming year's hours in which it earns; absent where no price
   *     of that year is known
   * @param usdPerDay what its plan earns
   * @param runUsdPerDay what running every hour at the default profile would earn
   * @param gainUsdPerDay the difference of the two
   * @param ledger one entry for each of the four actions, in the order of {@link Action}
   * @param rules every rule that fired for it, with its facts
   * @param ifNot what would be done without each binding constraint
   * @param flips the nearest verified value of each driver at which its action changes
   */
  public record BlockAdvice(
      String id,
      String group,
      String model,
      int rigs,
      @Nullable String client,
      double mw,
      Action action,
      Reason reason,
      double earnsUsdPerMwh,
      double breakevenUsdPerMwh,
      @Nullable Double hostingUsdPerMwh,
      @Nullable Double clearsPercent,
      double usdPerDay,
      double runUsdPerDay,
      double gainUsdPerDay,
      List<PlannedHour> plan,
      List<LedgerEntry> ledger,
      List<FiredRule> rules,
      List<IfNot> ifNot,
      List<FlipPoint> flips) {

    /** Hours of the plan that are off. */
    public long offHours() {
      return plan.stream().filter(PlannedHour::isOff).count();
    }
  }

  /**
   * One hour of a block's plan.
   *
   * @param usdPerMwh what a MWh less would save this block; absent where the price is not known
   * @param profile the power profile; absent when off
   * @param kw meter load
   * @param marginUsd revenue less avoidable power; absent where the price is not known
   * @param binds the rule whose constraint decided the hour; absent where the price decided
   */
  public record PlannedHour(
      Instant start,
      @Nullable Double usdPerMwh,
      @Nullable String profile,
      double kw,
      @Nullable Double marginUsd,
      @Nullable String binds) {
    boolean isOff() {
      return profile == null;
    }
  }

  /**
   * How one action fared.
   *
   * @param usd what it is worth: for RUN and CURTAIL a day, against running everything; for RETIRE
   *     and CONVERT a year, against keeping; absent where it was not evaluated
   * @param gapUsd how far behind the winner, in the same unit; absent where the two cannot be
   *     compared
   * @param words the verdict in words
   */
  public record LedgerEntry(
      Action action, @Nullable Double usd, @Nullable Double gapUsd, Verdict verdict, String words) {
    public enum Verdict {
      CHOSEN,
      LOST,
      RULED_OUT,
      NOT_EVALUATED
    }
  }

  /**
   * A rule that fired, with what it said.
   *
   * @param effects its constraints and proposals in words
   */
  public record FiredRule(Reason reason, List<String> effects) {}

  /**
   * What would be done without a rule's constraint.
   *
   * @param gainUsdPerDay how much more (or, if negative, less) the day would earn without it
   */
  public record IfNot(
      String rule, String title, Action action, int offHours, double gainUsdPerDay) {}

  /**
   * The nearest value of a driver at which the block's action changes, verified by assessing the
   * site on both sides of it, cut into blocks as it is today.
   *
   * @param now today's value; for the power price the day's average, which moves as every hour does
   * @param at the value at which the action changes
   * @param typicalDailyMove median size of the driver's daily changes; absent where no history
   *     tells
   * @param becomes the action beyond it
   */
  public record FlipPoint(
      Driver driver,
      double now,
      double at,
      @Nullable Double typicalDailyMove,
      boolean closeCall,
      Action becomes) {}

  /** What a flip point varies, all else as today. */
  public enum Driver {
    POWER_PRICE("Power price", "powerPriceUsdPerMwh"),
    BTC_PRICE("BTC price", "btcPriceUsd"),
    DIFFICULTY("Difficulty", "difficulty"),
    AI_RENT("AI rent", "firstRentUsdPerKwMonth"),
    RESALE_PRICE("Resale price", "resaleUsdPerRig");

    private final String label;
    private final String field;

    Driver(String label, String field) {
      this.label = label;
      this.field = field;
    }

    public String label() {
      return label;
    }

    /** Its name with its unit. */
    public String field() {
      return field;
    }
  }
}
