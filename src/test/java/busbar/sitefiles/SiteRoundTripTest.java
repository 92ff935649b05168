package busbar.sitefiles;

import static org.assertj.core.api.Assertions.assertThat;

import busbar.contract.AiHostingOffer;
import busbar.contract.Clause;
import busbar.contract.ClientHosting;
import busbar.contract.CurtailmentRight;
import busbar.contract.DemandResponseProgramme;
import busbar.contract.EventWindow;
import busbar.contract.HostingFee;
import busbar.contract.LandLease;
import busbar.contract.Loan;
import busbar.contract.PowerSupply;
import busbar.contract.Term;
import busbar.contract.UptimeFloor;
import busbar.contract.Use;
import busbar.hardware.Basis;
import busbar.hardware.Cooling;
import busbar.hardware.PowerProfile;
import busbar.hardware.RigModel;
import busbar.site.GridConnection;
import busbar.site.Operation;
import busbar.site.RigGroup;
import busbar.site.Site;
import busbar.tariff.BlockCharge;
import busbar.tariff.CoincidentPeakCharge;
import busbar.tariff.CurtailmentCredit;
import busbar.tariff.Days;
import busbar.tariff.DemandCharge;
import busbar.tariff.DemandPeriod;
import busbar.tariff.EnergyCharge;
import busbar.tariff.EnergyPeriod;
import busbar.tariff.EnergyTier;
import busbar.tariff.FixedCharge;
import busbar.tariff.FixedPrice;
import busbar.tariff.Holidays;
import busbar.tariff.HourlySeries;
import busbar.tariff.MinimumCharge;
import busbar.tariff.PriceSeries;
import busbar.tariff.RateSchedule;
import busbar.tariff.RiderCharge;
import busbar.tariff.TakeOrPayCharge;
import busbar.tariff.Tariff;
import busbar.tariff.TaxCharge;
import busbar.tariff.TimeOfUse;
import busbar.tariff.When;
import busbar.testing.Clauses;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;

/** What is written as a site file reads the same again, and no text whatever breaks the reader. */
class SiteRoundTripTest {
  private static final ObjectMapper JSON = writer(new ObjectMapper());
  private static final ObjectMapper YAML =
      writer(
          new ObjectMapper(
              YAMLFactory.builder().disable(YAMLGenerator.Feature.USE_NATIVE_TYPE_ID).build()));

  private final SiteFileReader reader =
      new SiteFileReader(SampleRigs.catalogue(), (key, value) -> {});

  @Property(tries = 300)
  void aSiteWrittenAsYamlReadsTheSameAgain(@ForAll("sites") Site site)
      throws JsonProcessingException {
    SiteReading reading = reader.read("site.yaml", YAML.writeValueAsString(site), null);

    assertThat(reading.problems()).isEmpty();
    assertThat(reading.site()).isEqualTo(site);
  }

  @Property(tries = 100)
  void aSiteWrittenAsJsonReadsTheSameAgain(@ForAll("sites") Site site)
      throws JsonProcessingException {
    SiteReading reading = reader.read("site.json", JSON.writeValueAsString(site), null);

    assertThat(reading.problems()).isEmpty();
    assertThat(reading.site()).isEqualTo(site);
  }

  @Property(tries = 500)
  void anyTextGivesEitherASiteOrProblems(@ForAll @StringLength(max = 300) String text) {
    assertEitherOr(text);
  }

  @Property(tries = 500)
  void aSiteFileWithAnyPieceReplacedGivesEitherASiteOrProblems(
      @ForAll("sites") Site site,
      @ForAll("pieces") String piece,
      @ForAll double from,
      @ForAll double to)
      throws JsonProcessingException {
    String yaml = YAML.writeValueAsString(site);
    int one = (int) (Math.abs(Math.sin(from)) * yaml.length());
    int other = Math.min(yaml.length(), one + (int) (Math.abs(Math.sin(to)) * 20));
    assertEitherOr(yaml.substring(0, one) + piece + yaml.substring(other));
  }

  private void assertEitherOr(String text) {
    SiteReading reading = reader.read("site.yaml", text, null);
    assertThat(reading.isValid()).isEqualTo(reading.problems().isEmpty());
  }

  @Provide
  Arbitrary<String> pieces() {
    return Arbitraries.of(
        "",
        " ",
        "\n",
        "\t",
        ":",
        "-",
        "- ",
        "\"",
        "'",
        "{",
        "}",
        "[",
        "]",
        "&a",
        "*a",
        "!x",
        "#",
        "|",
        ">",
        "%",
        "@",
        "`",
        "null",
        "~",
        ".nan",
        "-.inf",
        "1e999",
        "0x",
        "0777",
        "1_000",
        "9".repeat(400),
        "true",
        "\u0000",
        "\uD83D\uDE00",
        "\uD800",
        "---",
        "...",
        "? ",
        "<<: ",
        "2026-02-31",
        "\r",
        "\u2028",
        "\u0085",
        "!!java.net.URL [x]");
  }

  @Provide
  Arbitrary<Site> sites() {
    Arbitrary<String> words =
        Arbitraries.of(
            "Test",
            "yes",
            "no",
            "null",
            "~",
            "5",
            "1e3",
            "2026-02-12",
            "a: b",
            "- a",
            "# a",
            "'",
            "\"",
            "*a",
            "&a",
            "!a",
            "§4.2",
            "line\nbreak",
            " space ",
            "0x10",
            "012",
            "true",
            "é",
            "\uD83D\uDE00",
            "%",
            "a\\b",
            "{a}",
            "[a]",
            "|",
            ">",
            "@",
            ".nan",
            "=",
            "<<");
    Arbitrary<Double> prices = Arbitraries.doubles().between(-10_000, 10_000);
    Arbitrary<Double> shares = Arbitraries.doubles().between(0, 100);
    Arbitrary<Integer> counts = Arbitraries.integers().between(0, 500);
    Arbitrary<List<String>> notices = words.list().ofMaxSize(3);
    Arbitrary<ZoneId> zones =
        Arbitraries.of("America/Chicago", "UTC", "Asia/Kathmandu", "Europe/Berlin").map(ZoneId::of);
    return Combinators.combine(
            words,
            zones,
            notices,
            counts,
            shares,
            tariffs(prices, words),
            clauses(words, prices, shares).list().uniqueElements(Object::getClass).ofMaxSize(4),
            prices)
        .as(
            (word, zone, notes, count, share, tariff, clauses, price) ->
                new Site(
                    "site-" + count,
                    word,
                    zone,
                    notes,
                    new GridConnection(1 + share, count % 2 == 0),
                    new Operation(1 + share / 100, share, 100 - share, null),
                    List.of(
                        new RigModel(
                            "Own rig", word, 1 + share, 1 + share, Cooling.HYDRO, null, word)),
                    List.of(
                        new PowerProfile(
                            "Own rig", null, "default", 1 + share, 0.1, Basis.MEASURED)),
                    List.of(
                        new RigGroup("one", "Own rig", count, null, share, null),
                        new RigGroup("two", "Antminer S21", 0, null, null, null)),
                    tariff,
                    clauses,
                    Map.of("a-parameter", price)));
  }

  private static Arbitrary<Tariff> tariffs(Arbitrary<Double> prices, Arbitrary<String> words) {
    Arbitrary<Tariff> timeOfUse =
        Combinators.combine(prices, words, Arbitraries.integers().between(1, 23))
            .as(
                (price, word, hour) ->
                    new TimeOfUse(
                        List.of(
                            new TimeOfUse.Period(word, null, Days.ALL, 0, hour, price),
                            new TimeOfUse.Period(
                                word,
                                List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12),
                                Days.WEEKDAY,
                                hour,
                                24,
                                price),
                            new TimeOfUse.Period(word, null, Days.WEEKEND, hour, 24, -price))));
    Arbitrary<Tariff> series =
        prices.map(
            price ->
                new HourlySeries(
                    null,
                    PriceSeries.Repeats.NEVER,
                    price,
                    List.of(
                        new PriceSeries.Price(LocalDate.of(2026, 2, 12).atTime(17, 0), price))));
    return Arbitraries.oneOf(
        prices.map(FixedPrice::new),
        timeOfUse,
        series,
        prices.map(SiteRoundTripTest::everyKindOfCharge));
  }

  /** A tariff with a charge of each kind. */
  private static Tariff everyKindOfCharge(double price) {
    When summer = new When(List.of(6, 7), Days.WEEKEND_OR_HOLIDAY, 22, 6);
    EnergyTier limited = new EnergyTier(1e4, 500.0, 200.0, 7.0, price);
    EnergyTier rest = new EnergyTier(null, null, null, null, -price);
    EnergyPeriod tiered = new EnergyPeriod("Tiered", null, null, List.of(limited, rest));
    DemandPeriod demand =
        new DemandPeriod(
            "Slices",
            List.of(summer),
            null,
            List.of(new DemandPeriod.Tier(100.0, 3), new DemandPeriod.Tier(null, 2)));
    LocalDateTime at = LocalDateTime.of(2025, 6, 24, 16, 45);
    return new RateSchedule(
        "All kinds",
        "Supplier",
        LocalDate.of(2026, 1, 1),
        LocalDate.of(2026, 12, 31),
        1.0,
        1e6,
        true,
        new Holidays(true, List.of(LocalDate.of(2026, 2, 12))),
        List.of(
            new EnergyCharge("Energy", "§1", List.of(tiered), "Demand"),
            new RiderCharge("Rider", null, List.of(new EnergyPeriod("R", null, price, null))),
            new BlockCharge("Block", "§2", List.of(summer), 3, price, null, null, null, price),
            new TakeOrPayCharge(
                "Least",
                null,
                TakeOrPayCharge.Per.YEAR,
                5,
                6,
                2,
                Map.of(YearMonth.of(2026, 1), 7.0)),
            new DemandCharge(
                "Demand",
                null,
                15,
                List.of(demand),
                new DemandCharge.Ratchet(80, 11, List.of(6)),
                5.0,
                Map.of(YearMonth.of(2026, 1), 7.0)),
            new CoincidentPeakCharge(
                "4CP",
                null,
                List.of(6, 7),
                2,
                15,
                5,
                CoincidentPeakCharge.Billed.NEXT_YEAR,
                List.of(new CoincidentPeakCharge.Reading(at, 480.0)),
                List.of(new CoincidentPeakCharge.Alert(LocalDate.of(2026, 6, 24), 16, 18, 40))),
            new CurtailmentCredit(
                "Credit",
                null,
                3.0,
                100.0,
                60.0,
                900.0,
                List.of(new CurtailmentCredit.Event(at, at.plusHours(2)))),
            new FixedCharge("Fixed", null, null, 3.0),
            new MinimumCharge("Minimum", null, 100.0, null),
            new TaxCharge("Tax", null, 5, List.of("Energy"))));
  }

  private static Arbitrary<Clause> clauses(
      Arbitrary<String> words, Arbitrary<Double> prices, Arbitrary<Double> shares) {
    LocalDate date = LocalDate.of(2026, 2, 12);
    return Combinators.combine(words, prices, shares, Arbitraries.integers().between(0, 9))
        .as(
            (word, price, share, kind) ->
                switch (kind) {
                  case 0 ->
                      Clauses.hosting(
                          word, word, List.of("one"), Math.abs(price), share, share, share);
                  case 1 -> Clauses.event(word, word, date, 3, 24, 1 + share, share, 0);
                  case 2, 3 ->
                      new PowerSupply(
                          word,
                          word,
                          List.of(Use.AI_HOSTING),
                          price > 0,
                          1e9 * share,
                          List.of(new PowerSupply.Election(word, date, 30)),
                          new Term(date, null, 90, word));
                  case 4 -> Clauses.lien(word, word, List.of("one", "two"));
                  case 5 ->
                      new DemandResponseProgramme(
                          word,
                          word,
                          List.of(new EventWindow(List.of(1, 12), EventWindow.Days.WEEKDAY, 6, 20)),
                          30,
                          10,
                          1 + share,
                          8,
                          share,
                          4,
                          2,
                          share,
                          share,
                          share,
                          Math.abs(price),
                          date,
                          new Term(null, date, null, null));
                  case 6 -> Clauses.award(date, 0, 24, 1 + share, share, Math.abs(price));
                  case 7 ->
                      new Loan(
                          word,
                          word,
                          null,
                          1 + share,
                          price,
                          1 + share / 2,
                          price / 100,
                          date,
                          null);
                  case 8 ->
                      new LandLease(
                          word, word, Clauses.ANY_USE, date, share, new Term(date, date, 0, word));
                  case 9 ->
                      new ClientHosting(
                          word,
                          word,
                          List.of("two"),
                          price > 0 ? HostingFee.revenueShare(share) : HostingFee.perKwMonth(share),
                          true,
                          price,
                          new UptimeFloor(
                              share, UptimeFloor.Period.YEAR, share, share, share, share),
                          new CurtailmentRight(share, share),
                          null);
                  default ->
                      Clauses.offer(
                          word,
                          word,
                          AiHostingOffer.Status.SIGNED_CONDITIONAL,
                          330,
                          1 + share,
                          15,
                          7e9 + price,
                          3,
                          share,
                          1e7);
                });
  }

  private static ObjectMapper writer(ObjectMapper mapper) {
    return mapper
        .registerModule(new JavaTimeModule())
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
  }
}
