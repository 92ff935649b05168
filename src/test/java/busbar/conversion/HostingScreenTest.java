package busbar.conversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import busbar.contract.AiHostingOffer;
import busbar.testing.Clauses;
import org.junit.jupiter.api.Test;

class HostingScreenTest {
  /** Hut 8's River Bend lease as announced on 17 December 2025; capex the middle of 9 to 11. */
  private static final AiHostingOffer RIVER_BEND =
      Clauses.offer(
          "lease",
          "Fluidstack",
          AiHostingOffer.Status.SIGNED_CONDITIONAL,
          330,
          245,
          15,
          7e9,
          3,
          98.6,
          10e6);

  @Test
  void annuityFactorIsThatOfThePrintedTables() {
    // Present value of an annuity of 1 at 10 % over 15 years, in any textbook's table: 7.6061.
    assertThat(HostingScreen.annuityFactor(10, 15)).isEqualTo(7.6061, within(0.00005));
    assertThat(HostingScreen.annuityFactor(0, 12)).isEqualTo(12, within(1e-12));
  }

  @Test
  void theFirstRentOfRiverBendLiesAmongTheRentsOfSignedDeals() {
    // 7.0 billion USD over 15 years at 3 %: a first year of 7e9 x 0.03 / (1.03^15 - 1).
    double firstYear = 7e9 * 0.03 / (Math.pow(1.03, 15) - 1);

    assertThat(RIVER_BEND.firstRentUsdPerKwMonth())
        .isEqualTo(firstYear / 12 / 245_000, within(1e-6))
        .isBetween(104.0, 188.0);
  }

  @Test
  void noiAddsUpToTheAnnouncedSixPointNineBillion() {
    double noi = RIVER_BEND.contractValueUsd() * RIVER_BEND.noiMarginPercent() / 100;
    assertThat(noi).isEqualTo(6.9e9, within(0.01e9));
    // At no cost of capital the level NOI is simply the mean of all years.
    assertThat(
            HostingScreen.levelisedNoiUsdPerYear(
                RIVER_BEND, RIVER_BEND.firstRentUsdPerKwMonth(), 0))
        .isEqualTo(noi / 15, within(1.0));
  }

  @Test
  void levelNoiHasThePresentValueOfAGrowingAnnuity() {
    // PV of a growing annuity: C (1 - ((1+g)/(1+r))^n) / (r - g).
    double first = RIVER_BEND.firstRentUsdPerKwMonth() * 12 * 245_000 * 0.986;
    double present = first * (1 - Math.pow(1.03 / 1.10, 15)) / (0.10 - 0.03);

    assertThat(
            HostingScreen.levelisedNoiUsdPerYear(
                    RIVER_BEND, RIVER_BEND.firstRentUsdPerKwMonth(), 10)
                * 7.6060795)
        .isEqualTo(present, within(present * 1e-6));
  }

  @Test
  void buildingCostAndBreakFeeAreSpreadOverTheTermAndPerGrossMegawatt() {
    double level =
        HostingScreen.levelisedNoiUsdPerYear(RIVER_BEND, RIVER_BEND.firstRentUsdPerKwMonth(), 10);

    assertThat(
            HostingScreen.usdPerGrossMwYear(
                    RIVER_BEND, RIVER_BEND.firstRentUsdPerKwMonth(), 10, 50e6)
                * 330)
        .isEqualTo(level - (245 * 10e6 + 50e6) / 7.6060795, within(100.0));
  }

  @Test
  void anotherRentScalesTheWholeContract() {
    AiHostingOffer dearer = RIVER_BEND.withFirstRentUsdPerKwMonth(200);

    assertThat(dearer.firstRentUsdPerKwMonth()).isEqualTo(200, within(1e-9));
    assertThat(dearer.contractValueUsd() / 7e9)
        .isEqualTo(200 / RIVER_BEND.firstRentUsdPerKwMonth(), within(1e-12));
  }
}
