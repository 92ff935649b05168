package busbar.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import busbar.units.OutOfRange;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HardwareCatalogueTest {
  private static final RigModel S19K =
      new RigModel("Antminer S19k Pro", "Bitmain", 120, 2760, Cooling.AIR, "2023", null);
  private static final PowerProfile DEFAULT =
      profile("LuxOS", PowerProfile.DEFAULT, 121.8, 2794, Basis.ESTIMATE);
  private static final PowerProfile ECO = profile("LuxOS", "340MHz", 70.2, 1414, Basis.ESTIMATE);
  private static final PowerProfile OTHER = profile("VNish", "1740W", 65, 1740, Basis.TUNED);
  private static final HardwareCatalogue PUBLISHED =
      HardwareCatalogue.of(List.of(S19K), List.of(DEFAULT, ECO, OTHER));

  private static PowerProfile profile(
      @Nullable String firmware, String name, double ths, double watts, Basis basis) {
    return new PowerProfile("Antminer S19k Pro", firmware, name, ths, watts, basis);
  }

  @Test
  void withoutFirmwareARigRunsAtItsNameplate() {
    assertThat(PUBLISHED.listProfiles("Antminer S19k Pro", null)).containsExactly(S19K.nameplate());
  }

  @Test
  void withFirmwareItRunsAtThatFirmwaresPointsTheDefaultFirst() {
    assertThat(PUBLISHED.listProfiles("Antminer S19k Pro", "LuxOS")).containsExactly(DEFAULT, ECO);
    assertThat(PUBLISHED.listProfiles("Antminer S19k Pro", "VNish"))
        .containsExactly(S19K.nameplate(), OTHER);
  }

  @Test
  void whatASiteMeasuredWinsOverWhatWasPublished() {
    PowerProfile measured = profile(null, PowerProfile.DEFAULT, 118, 2850, Basis.MEASURED);
    HardwareCatalogue own = PUBLISHED.with(List.of(), List.of(measured));
    assertThat(own.listProfiles("Antminer S19k Pro", null)).containsExactly(measured);
    assertThat(own.listProfiles("Antminer S19k Pro", "LuxOS")).containsExactly(measured, ECO);
  }

  @Test
  void aSitesOwnPointCountsWhateverItsBasis() {
    PowerProfile tuned = profile(null, "quiet", 90, 1900, Basis.TUNED);
    assertThat(PUBLISHED.with(List.of(), List.of(tuned)).listProfiles("Antminer S19k Pro", null))
        .containsExactly(S19K.nameplate(), tuned);
  }

  @Test
  void aPointMeasuredUnderOneFirmwareLeavesAnothersAlone() {
    PowerProfile measured = profile("VNish", PowerProfile.DEFAULT, 110, 2500, Basis.MEASURED);
    HardwareCatalogue own = PUBLISHED.with(List.of(), List.of(measured));
    assertThat(own.listProfiles("Antminer S19k Pro", "LuxOS")).containsExactly(DEFAULT, ECO);
    assertThat(own.listProfiles("Antminer S19k Pro", "VNish")).containsExactly(measured, OTHER);
  }

  @Test
  void aSitesOwnModelReplacesThePublishedOne() {
    RigModel weaker =
        new RigModel("Antminer S19k Pro", "Bitmain", 115, 2760, Cooling.AIR, null, null);
    HardwareCatalogue own = PUBLISHED.with(List.of(weaker), List.of());
    assertThat(own.getRig("Antminer S19k Pro")).isEqualTo(weaker);
    assertThat(PUBLISHED.getRig("Antminer S19k Pro")).isEqualTo(S19K);
  }

  @Test
  void anUnknownModelIsRefusedWithTheNearestOnes() {
    assertThatThrownBy(() -> PUBLISHED.getRig("S19k"))
        .isInstanceOf(OutOfRange.class)
        .hasMessageContaining("'S19k'")
        .hasMessageContaining("nearest: Antminer S19k Pro");
    assertThatThrownBy(
            () ->
                PUBLISHED.with(
                    List.of(),
                    List.of(new PowerProfile("Nothing", null, "x", 1, 1, Basis.MEASURED))))
        .isInstanceOf(OutOfRange.class);
  }

  @Test
  void aModelTwiceIsRefused() {
    assertThatThrownBy(() -> HardwareCatalogue.of(List.of(S19K, S19K), List.of()))
        .isInstanceOf(OutOfRange.class)
        .hasMessageContaining("listed twice");
  }

  @Test
  void aRigNeedsHashrateAndPower() {
    for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new RigModel("x", "y", bad, 3000, Cooling.AIR, null, null))
          .isInstanceOfSatisfying(
              OutOfRange.class, e -> assertThat(e.field()).isEqualTo("hashrateThs"));
      assertThatThrownBy(() -> new RigModel("x", "y", 100, bad, Cooling.AIR, null, null))
          .isInstanceOfSatisfying(OutOfRange.class, e -> assertThat(e.field()).isEqualTo("powerW"));
    }
  }

  @Test
  void aNumberThatIsNoneInTheFileIsNamedWithItsLine() {
    assertThatThrownBy(() -> read("Rig,Maker,100,much,air,,\n"))
        .isInstanceOf(OutOfRange.class)
        .hasMessageContaining("line 2, power_w is 'much'");
  }

  private static HardwareCatalogue read(String rig) throws IOException {
    return HardwareFiles.read(
        new StringReader("model,maker,hashrate_ths,power_w,cooling,released,note\n" + rig),
        new StringReader("model,firmware,profile,hashrate_ths,power_w,basis\n"));
  }
}
