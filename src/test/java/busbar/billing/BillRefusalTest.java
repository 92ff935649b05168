package busbar.billing;

import static busbar.billing.Bills.bill;
import static busbar.billing.Bills.demand;
import static busbar.billing.Bills.energy;
import static busbar.billing.Bills.hourly;
import static busbar.billing.Bills.period;
import static busbar.billing.Bills.rate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import busbar.tariff.BlockCharge;
import busbar.tariff.Charge;
import busbar.tariff.CoincidentPeakCharge;
import busbar.tariff.CoincidentPeakCharge.Billed;
import busbar.tariff.CoincidentPeakCharge.Reading;
import busbar.tariff.CurtailmentCredit;
import busbar.tariff.Days;
import busbar.tariff.DemandCharge.Ratchet;
import busbar.tariff.EnergyCharge;
import busbar.tariff.EnergyPeriod;
import busbar.tariff.IndexCharge;
import busbar.tariff.PriceSeries;
import busbar.tariff.RateSchedule;
import busbar.tariff.TaxCharge;
import busbar.tariff.When;
import busbar.units.OutOfRange;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What cannot be billed is refused: the field, what is wrong with it and what to write instead. */
class BillRefusalTest {
  private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final LoadSeries MARCH =
      hourly(LocalDate.of(2026, 3, 1), 31, 5000, Map.of(), Bills.UTC);

  private static void refused(ThrowingCallable call, String field, String problem, String remedy) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            OutOfRange.class,
            e -> {
              assertThat(e.field()).isEqualTo(field);
              assertThat(e.problem()).contains(problem);
              assertThat(e.remedy()).contains(remedy);
            });
  }

  private static RateSchedule limited(
      @Nullable LocalDate from,
      @Nullable LocalDate until,
      @Nullable Double minKw,
      @Nullable Double maxKw) {
    return new RateSchedule(
        "LPS", null, from, until, minKw, maxKw, null, null, List.of(energy(50)));
  }

  @Test
  void aRateOutsideItsDatesIsPricedOnlyAsIfCurrentAndSaysSo() {
    RateSchedule expired = limited(LocalDate.of(2018, 1, 1), LocalDate.of(2019, 1, 31), null, null);
    refused(
        () -> bill(expired, MARCH),
        "validUntil",
        "is 2019-01-31, and the load ends on 2026-03-31",
        "asIfCurrent: true");
    Bill bill = Biller.of(expired, Bills.UTC).bill(MARCH, true);
    assertThat(bill.totalUsd()).isEqualByComparingTo("186000"); // 3,720 MWh · 50
    assertThat(bill.warnings())
        .containsExactly(
            "Priced as if current: validUntil is 2019-01-31, and the load ends on 2026-03-31");
    refused(
        () -> bill(limited(LocalDate.of(2026, 3, 2), null, null, null), MARCH),
        "validFrom",
        "is 2026-03-02, and the load begins on 2026-03-01",
        "asIfCurrent: true");
    // The last day is the rate's own.
    assertThat(
            bill(limited(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 31), null, null), MARCH)
                .warnings())
        .isEmpty();
  }

  @Test
  void aLoadOutsideTheRatesLimitsIsPricedOnlyAsIfCurrentAndSaysSo() {
    refused(
        () -> bill(limited(null, null, 8000.0, null), MARCH),
        "minKw",
        "is 8000.0, and the load's highest is 5000.0 kW",
        "use a rate that applies");
    refused(
        () -> bill(limited(null, null, null, 4000.0), MARCH),
        "maxKw",
        "is 4000.0, and the load's highest is 5000.0 kW",
        "use a rate that applies");
    assertThat(
            Biller.of(limited(null, null, 8000.0, null), Bills.UTC)
                .avoidablePrices(MARCH, true)
                .warnings())
        .singleElement()
        .asString()
        .startsWith("Priced as if current: minKw");
    assertThat(bill(limited(null, null, 5000.0, 5000.0), MARCH).warnings()).isEmpty();
  }

  @Test
  void aRatchetLongerThanTheHistoryNamesTheMonthThatItLacks() {
    var demand =
        demand(
            15,
            new Ratchet(80, 11, null),
            Bills.peaks(YearMonth.of(2025, 6), 9, 4000),
            period("all", null, 10));
    refused(
        () -> bill(rate(demand), MARCH),
        "charges[0].peaksKw",
        "of Demand lacks 2025-05, to which its ratchet looks back",
        "write the month's peak, 0 where there was no service, or bill a longer load");
    refused(
        () ->
            demand(
                15,
                new Ratchet(80, 11, List.of(6, 7, 8)),
                null,
                period("winter", List.of(Bills.months(12, 1, 2)), 10)),
        "ratchet.months",
        "are [6, 7, 8], in none of which the charge has hours",
        "list peaksKw");
  }

  private static CoincidentPeakCharge peaks(Billed billed, Reading... readings) {
    return new CoincidentPeakCharge(
        "4CP",
        null,
        billed == Billed.NEXT_YEAR ? List.of(6, 7, 8, 9) : List.of(3, 4),
        billed == Billed.NEXT_YEAR ? 4 : 2,
        15,
        5,
        billed,
        List.of(readings));
  }

  @Test
  void coincidentPeaksWithoutTheirReadingsAreNotGuessed() {
    refused(
        () ->
            bill(
                rate(
                    peaks(
                        Billed.NEXT_YEAR,
                        new Reading(LocalDateTime.parse("2025-06-24T16:45"), 480.0))),
                MARCH),
        "charges[0].readings",
        "of 4CP hold 1 of the 4 peaks of 2025, which are billed in 2026",
        "list that year's peaks with the site's kW, 0 where it took no power then");
    refused(
        () -> bill(rate(peaks(Billed.THIS_YEAR)), MARCH),
        "charges[0].readings",
        "of 4CP hold no peak of 2026-03",
        "add the system's peak of that month");
    LoadSeries afternoon = LoadSeries.of(Instant.parse("2026-03-05T12:00:00Z"), 15, new double[4]);
    refused(
        () ->
            bill(
                rate(
                    peaks(
                        Billed.THIS_YEAR,
                        new Reading(LocalDateTime.parse("2026-03-05T12:50"), null))),
                afternoon),
        "charges[0].readings[0].kw",
        "is missing, and the load does not cover 2026-03-05T12:50",
        "write the site's mean load in that peak");
  }

  @Test
  void anIndexWithoutAPriceForAnHourNamesTheHour() {
    List<PriceSeries.Price> prices =
        IntStream.range(0, 24)
            .filter(h -> h != 7)
            .mapToObj(h -> new PriceSeries.Price(LocalDate.of(2026, 3, 9).atTime(h, 0), 30))
            .toList();
    var index =
        new IndexCharge(
            "Index",
            null,
            null,
            "HB_WEST",
            IndexCharge.Market.REAL_TIME,
            new PriceSeries(null, PriceSeries.Repeats.NEVER, 60, prices),
            null,
            null,
            null,
            null);
    LocalDate day = LocalDate.of(2026, 3, 9);
    Biller biller = Biller.of(rate(index), CHICAGO);
    refused(
        () -> biller.bill(LoadSeries.flat(100, day, day.plusDays(1), CHICAGO, 15), false),
        "charges[0].prices",
        "of Index hold none for 2026-03-09T07:00",
        "add the prices of that time, or bill a load that they cover");
    // Nothing is bought at that hour, so it can be billed; what it would have saved is not known.
    double[] load = new double[24];
    load[8] = 100;
    LoadSeries asleep = LoadSeries.of(day.atStartOfDay(CHICAGO).toInstant(), 60, load);
    assertThat(biller.bill(asleep, false).totalUsd()).isEqualByComparingTo("3");
    refused(
        () -> biller.avoidablePrices(asleep, false),
        "charges[0].prices",
        "hold none for 2026-03-09T07:00",
        "add the prices");
  }

  @Test
  void aLoadIsZeroOrMoreInEveryInterval() {
    refused(
        () -> LoadSeries.of(START, 15, new double[] {1, -0.5}),
        "kw[1]",
        "is -0.5, the load from 2026-03-01T00:15:00Z",
        "what a site feeds in is no load");
    refused(
        () -> LoadSeries.of(START, 60, new double[] {1, 2, Double.NaN}),
        "kw[2]",
        "is missing, the load from 2026-03-01T02:00:00Z",
        "write a load of 0 to 100,000,000 kW");
    refused(
        () -> LoadSeries.of(START, 60, new double[] {2e8}), "kw[0]", "is 2.0E8", "write a load");
    refused(() -> LoadSeries.of(START, 60, new double[0]), "kw", "is empty", "at least one");
    refused(() -> LoadSeries.of(START, 7, new double[1]), "intervalMinutes", "is 7", "[1, 5, 10");
    refused(
        () -> LoadSeries.of(START, 1, new double[2_000_000]),
        "kw",
        "holds 2000000 intervals",
        "ten years of 5 minutes");
    refused(
        () -> LoadSeries.of(START.plusSeconds(7), 15, new double[1]),
        "start",
        "is 2026-03-01T00:00:07Z",
        "begin at a full minute");
    LocalDate day = LocalDate.of(2026, 3, 1);
    refused(
        () -> LoadSeries.flat(1, day, day, CHICAGO, 15), "until", "is 2026-03-01", "a day after");
  }

  private static EnergyCharge byHours(String name, When... when) {
    return new EnergyCharge(
        name, null, List.of(new EnergyPeriod(name, List.of(when), 50.0, null)), null);
  }

  @Test
  void hoursThatNothingPricesOrThatArePricedTwiceAreNamed() {
    refused(
        () -> rate(byHours("Day", new When(null, null, 6, 22))),
        "charges",
        "price no energy from 00:00 to 01:00 on a weekday in January",
        "add an energy or index charge");
    refused(
        () ->
            rate(
                byHours("All", new When(null, null, null, null)), byHours("June", Bills.months(6))),
        "charges",
        "price energy twice, by All and June, from 00:00 to 01:00 on a weekday in June",
        "what comes on top of it is a rider");
  }

  @Test
  void holidaysWithoutAListAreRefused() {
    refused(
        () ->
            rate(
                byHours(
                    "All",
                    new When(null, Days.WEEKDAY, null, null),
                    new When(null, Days.WEEKEND_OR_HOLIDAY, null, null))),
        "charges[0]",
        "prices holidays, and the tariff names none",
        "add 'holidays' to the tariff");
  }

  @Test
  void aTaxIsNeverOfATax() {
    Charge state = new TaxCharge("State tax", null, 5, null);
    refused(
        () -> rate(energy(50), state, new TaxCharge("City tax", null, 2, List.of("State tax"))),
        "charges[2].of",
        "names 'State tax', which is a tax itself",
        "give a tax on a tax as one percentage");
  }

  @Test
  void anHourOfAnEventIsCreditedOnce() {
    LocalDateTime noon = LocalDateTime.parse("2026-03-05T12:00");
    refused(
        () ->
            new CurtailmentCredit(
                "Credit",
                null,
                null,
                null,
                100.0,
                5000.0,
                List.of(
                    new CurtailmentCredit.Event(noon, noon.plusHours(2)),
                    new CurtailmentCredit.Event(noon.plusHours(1), noon.plusHours(3)))),
        "events[1].from",
        "is 2026-03-05T13:00, within the event from 2026-03-05T12:00",
        "list each hour of an event once");
  }

  @Test
  void aBlockSoldBackAtAnIndexNeedsOne() {
    refused(
        () -> rate(energy(50), new BlockCharge("Block", null, null, 4, 30, null, null, 2.0, null)),
        "charges[1].sellBackFeeUsdPerMwh",
        "sells back at an index, and none prices energy from 00:00 to 01:00 on a weekday in January",
        "or write resaleUsdPerMwh");
  }

  @Test
  void severalDemandsOfAMonthShareNoRatchet() {
    refused(
        () ->
            demand(
                15,
                new Ratchet(80, 11, null),
                null,
                period("on-peak", List.of(Bills.WORKDAY_3PM_TO_8PM), 20),
                period("off-peak", Bills.THE_REST, 10)),
        "ratchet",
        "stands under several demands of one month",
        "give each period that has one a charge of its own");
  }

  @Test
  void aLoadOfLongerIntervalsThanTheWindowAndPartOfAMonthAreWarnedOf() {
    LoadSeries part = hourly(LocalDate.of(2026, 3, 1), 10, 5000, Map.of(), Bills.UTC);
    assertThat(bill(rate(demand("Demand", 15, period("all", null, 10))), part).warnings())
        .hasSize(2)
        .anySatisfy(w -> assertThat(w).contains("peaks within an interval do not show"))
        .anySatisfy(w -> assertThat(w).startsWith("2026-03 is not covered whole"));
  }
}
