package busbar.tariff;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import busbar.advice.CanonicalJson;
import busbar.units.OutOfRange;
import org.junit.jupiter.api.Test;

/** An entry that is empty is refused by its name. */
class EmptyEntriesTest {
  @Test
  void aMonthWithoutItsPeakIsRefused() {
    assertThatThrownBy(
            () ->
                CanonicalJson.read(
                    """
                    {"kind": "demand", "name": "Demand", "windowMinutes": 15,
                     "periods": [{"name": "All hours", "usdPerKw": 5}],
                     "peaksKw": {"2026-01": null}}
                    """,
                    DemandCharge.class))
        .rootCause()
        .isInstanceOf(OutOfRange.class)
        .hasMessage("peaksKw.2026-01 is missing; add it");
  }

  @Test
  void aHolidayWithoutItsDateIsRefused() {
    assertThatThrownBy(
            () -> CanonicalJson.read("{\"nerc\": false, \"dates\": [null]}", Holidays.class))
        .rootCause()
        .isInstanceOf(OutOfRange.class)
        .hasMessageStartingWith("dates[0] is empty");
  }
}
