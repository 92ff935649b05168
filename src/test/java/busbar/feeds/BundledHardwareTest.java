package busbar.feeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import busbar.economics.RigEconomics;
import busbar.hardware.Basis;
import busbar.hardware.HardwareCatalogue;
import busbar.hardware.PowerProfile;
import busbar.market.MarketHistory;
import busbar.site.Operation;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BundledHardwareTest {
  private static final HardwareCatalogue CATALOGUE = new BundledHardware().catalogue();

  /** Issue 2, after f2pool's dashboard of 2 February 2026: 75,000 USD, 60 USD/MWh, no fees. */
  @ParameterizedTest
  @CsvSource({
    "Antminer S21 XP Hyd, 473, 5676, 51.9",
    "Antminer S19 XP (140T f2pool listing), 140, 3010, 93.0",
    "Avalon A1366, 130, 3250, 108.2",
    "WhatsMiner M50S, 128, 3328, 112.5",
    "Antminer S19 Pro, 110, 3250, 127.8",
    "Avalon A1466I, 170, 3315, 84.4"
  })
  void ratesAreThePublishedOnes(String model, double ths, double watts, double percent) {
    PowerProfile nameplate = CATALOGUE.getRig(model).nameplate();
    assertThat(nameplate.hashrateThs()).isEqualTo(ths);
    assertThat(nameplate.powerW()).isEqualTo(watts);
    double rate =
        RigEconomics.of(nameplate, Operation.BARE, 33.28, 75_000, 60).electricityCostRate();
    assertThat(rate * 100).isCloseTo(percent, within(0.1));
  }

  /** Issue 2: at 33.28 USD/PH/day and 60 USD/MWh, both profiles being the firmware's estimates. */
  @Test
  void underclockedTheS19kProEarnsAboutTenTimesAsMuch() {
    List<PowerProfile> points = CATALOGUE.listProfiles("Antminer S19k Pro", "LuxOS 2025.4.8");
    PowerProfile standard = points.get(0);
    PowerProfile eco =
        points.stream().filter(p -> p.profile().equals("340MHz")).findFirst().orElseThrow();
    assertThat(List.of(standard.basis(), eco.basis())).containsOnly(Basis.ESTIMATE);
    RigEconomics atDefault = RigEconomics.of(standard, Operation.BARE, 33.28, 75_000, 60);
    RigEconomics underclocked = RigEconomics.of(eco, Operation.BARE, 33.28, 75_000, 60);
    assertThat(atDefault.electricityCostRate() * 100).isCloseTo(99.3, within(0.1));
    assertThat(atDefault.marginUsdPerDay()).isCloseTo(0.03, within(0.005));
    assertThat(underclocked.marginUsdPerDay()).isCloseTo(0.30, within(0.005));
  }

  @Test
  void everyFirmwareProfileBelongsToARigOfTheCatalogue() {
    assertThat(CATALOGUE.listRigs()).hasSize(96);
    assertThat(CATALOGUE.listProfiles())
        .hasSize(34)
        .allSatisfy(p -> assertThat(CATALOGUE.findRig(p.model())).isPresent());
  }

  @Test
  void theMarketEndsOnItsLastGoodDay() {
    MarketHistory history = new BundledMarket().history();
    assertThat(history.lastDate()).isEqualTo(LocalDate.of(2026, 2, 12));
    assertThat(history.isSample()).isTrue();
    // No day between the first and the last is missing.
    assertThat(history.listDays(history.firstDate(), history.lastDate())).hasSize(4_061);
  }
}
