package busbar.recommendation;

import busbar.contract.Clause;
import busbar.market.MarketSnapshot;
import busbar.market.Quote;
import busbar.market.Retarget;
import busbar.market.Subsidy;
import busbar.site.Site;
import busbar.tariff.Tariff;
import busbar.units.OutOfRange;
import busbar.units.Ranges;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A what-if: a site and a market, each as it is known or as the caller states it.
 *
 * @param site a whole site as a site file describes it; price files are those beside the site files
 * @param siteId a site in force, in place of {@code site}
 * @param date the day to assess; the market's own where a whole one is given, else the last known
 * @param market a whole market; that of {@code date} where absent
 * @param overrides what to change of site and market
 */
@Schema(name = "AssessmentRequest", description = "A what-if: a site and a market")
public record AssessmentRequest(
    @Schema(description = "A whole site, as a site file describes it", implementation = Site.class)
        @Nullable JsonNode site,
    @Schema(description = "Id of a site in force, in place of 'site'") @Nullable String siteId,
    @Schema(description = "The day to assess; the last known by default") @Nullable LocalDate date,
    @Schema(description = "A whole market; that of the day by default") @Nullable Market market,
    @Schema(description = "What to change of them") @Nullable Overrides overrides) {

  /**
   * A value of the market: a number, or a number with its source and the instant it was true at.
   *
   * @param source "stated in the request" where absent
   * @param asOf the beginning of the market's day, UTC, where absent
   */
  @Schema(description = "A number, or a number with its source and the instant it was true at")
  public record Stated(double value, @Nullable String source, @Nullable Instant asOf) {
    @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
    public Stated(
        @JsonProperty("value") double value,
        @JsonProperty("source") @Nullable String source,
        @JsonProperty("asOf") @Nullable Instant asOf) {
      this.value = Ranges.atLeastZero("value", value);
      this.source = source;
      this.asOf = asOf;
    }

    /** A bare number. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Stated of(double value) {
      return new Stated(value, null, null);
    }

    private Quote quote(LocalDate date) {
      return new Quote(
          value,
          source == null ? SOURCE : source,
          asOf == null ? date.atStartOfDay(ZoneOffset.UTC).toInstant() : asOf);
    }
  }

  /**
   * A whole market.
   *
   * @param subsidyBtcPerBlock from the halving dates where absent
   * @param feesBtcPerBlock not known where absent
   * @param retarget not in sight where absent
   * @param sample whether recommendations must say that these are sample data
   */
  @Schema(name = "StatedMarket", description = "A whole market, as the caller states it")
  public record Market(
      @Schema(description = "The day it stands for, UTC", required = true) LocalDate date,
      @Schema(
              description = "USD per BTC",
              anyOf = {Double.class, Stated.class},
              required = true)
          Stated btcPriceUsd,
      @Schema(
              description = "Network difficulty",
              anyOf = {Double.class, Stated.class},
              required = true)
          Stated difficulty,
      @Schema(
              description = "BTC a block; from the halving dates by default",
              anyOf = {Double.class, Stated.class})
          @Nullable Stated subsidyBtcPerBlock,
      @Schema(
              description = "Mean fees, BTC a block; left out where not known",
              anyOf = {Double.class, Stated.class})
          @Nullable Stated feesBtcPerBlock,
      @Schema(description = "The next change of difficulty, where it is in sight")
          @Nullable Retarget retarget,
      @Schema(description = "Whether to mark the answer as sample data; false by default")
          @Nullable Boolean sample) {
    public Market {
      Ranges.present("date", date);
      Ranges.present("btcPriceUsd", btcPriceUsd);
      Ranges.present("difficulty", difficulty);
    }

    /**
     * @throws OutOfRange for a price or difficulty of zero, or a day without a known subsidy
     */
    MarketSnapshot snapshot() {
      return new MarketSnapshot(
          date,
          btcPriceUsd.quote(date),
          difficulty.quote(date),
          subsidyBtcPerBlock == null
              ? Stated.of(Subsidy.on(date)).quote(date)
              : subsidyBtcPerBlock.quote(date),
          feesBtcPerBlock == null ? null : feesBtcPerBlock.quote(date),
          retarget,
          Boolean.TRUE.equals(sample));
    }
  }

  /**
   * Values that take the place of the known ones.
   *
   * @param powerPriceShiftUsdPerMwh added to the price of every hour, after {@code tariff}
   * @param tariff in place of the site's
   * @param contracts in place of all of the site's
   */
  public record Overrides(
      @Schema(description = "USD per BTC") @Nullable Double btcPriceUsd,
      @Schema(description = "Network difficulty") @Nullable Double difficulty,
      @Schema(description = "Mean fees, BTC a block") @Nullable Double feesBtcPerBlock,
      @Schema(description = "The next change of difficulty") @Nullable Retarget retarget,
      @Schema(description = "Added to the power price of every hour, USD/MWh")
          @Nullable Double powerPriceShiftUsdPerMwh,
      @Schema(description = "In place of the site's tariff", implementation = Tariff.class)
          @Nullable JsonNode tariff,
      @Schema(
              description = "In place of all of the site's clauses",
              type = SchemaType.ARRAY,
              implementation = Clause.class)
          @Nullable JsonNode contracts) {
    public Overrides {
      if (btcPriceUsd != null) {
        Ranges.positive("btcPriceUsd", btcPriceUsd);
      }
      if (difficulty != null) {
        Ranges.positive("difficulty", difficulty);
      }
      if (feesBtcPerBlock != null) {
        Ranges.atLeastZero("feesBtcPerBlock", feesBtcPerBlock);
      }
      if (powerPriceShiftUsdPerMwh != null) {
        Ranges.within("powerPriceShiftUsdPerMwh", powerPriceShiftUsdPerMwh, -10_000, 10_000);
      }
    }

    /** A market with these values in place of its own. */
    MarketSnapshot applyTo(MarketSnapshot market) {
      return new MarketSnapshot(
          market.date(),
          changed(market.btcPriceUsd(), btcPriceUsd),
          changed(market.difficulty(), difficulty),
          market.subsidyBtcPerBlock(),
          feesBtcPerBlock == null
              ? market.feesBtcPerBlock()
              : changed(market.difficulty(), feesBtcPerBlock),
          retarget == null ? market.retarget() : retarget,
          market.sample());
    }

    private static Quote changed(Quote known, @Nullable Double stated) {
      return stated == null ? known : new Quote(stated, SOURCE, known.asOf());
    }
  }

  static final String SOURCE = "stated in the request";
}
