package busbar.urdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import busbar.advice.CanonicalJson;
import busbar.tariff.Charge;
import busbar.tariff.DemandCharge;
import busbar.tariff.PriceCurve;
import busbar.tariff.RateSchedule;
import busbar.units.OutOfRange;
import busbar.urdb.ImportedRate.Note;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of a document, how it may be spelled, and what is noted of it. */
class UrdbImportTest {
  @Test
  void entergysRateTellsItsNameDatesAndSize() {
    ImportedRate imported = UrdbFiles.imported(UrdbFiles.ENTERGY);

    RateSchedule tariff = imported.tariff();
    assertThat(tariff.name()).isEqualTo("Large Power Service - Time-Of-Use (PST)");
    assertThat(tariff.supplier()).isEqualTo("Entergy Arkansas Inc (Arkansas)");
    assertThat(tariff.validFrom()).isEqualTo(LocalDate.of(2018, 1, 1));
    assertThat(tariff.validUntil()).isEqualTo(LocalDate.of(2019, 1, 31));
    assertThat(tariff.minKw()).isEqualTo(1000);
    assertThat(tariff.maxKw()).isNull();
    assertThat(tariff.charges())
        .extracting(Charge::name)
        .containsExactly("Energy", "Time-of-use demand", "Fixed charge");
    assertThat(imported.label()).isEqualTo("5a592c995457a3371c423a7d");
    assertThat(imported.uri())
        .isEqualTo("https://openei.org/apps/USURDB/rate/view/5a592c995457a3371c423a7d");
    assertThat(imported.source()).endsWith("eai_pst.pdf");
  }

  @Test
  void entergysNotesTellWhatItsAdjustmentsHoldAndWhatTheyDoNot() {
    List<Note> notes = UrdbFiles.imported(UrdbFiles.ENTERGY).notes();

    assertThat(notes)
        .extracting(Note::field)
        .containsExactly(
            "demandweekendschedule",
            "description",
            "basicinformationcomments",
            "energycomments",
            "demandcomments",
            "usenetmetering",
            "document");
    assertThat(text(notes, "energycomments"))
        .contains("Energy Cost Recovery Rider (ECR)", "but not included in the URDB")
        .doesNotContain("\\r", "\r", "\n");
    assertThat(text(notes, "document"))
        .isEqualTo(
            "These fields change no bill and were left behind: sector, revisions, phasewiring,"
                + " eiaid, flatdemandunit, supersedes, voltageminimum, sourceparent, voltagemaximum.");
  }

  @Test
  void pecosNotesNameItsPeaksDiscountsAndExports() {
    List<Note> notes = UrdbFiles.imported(UrdbFiles.PECO).notes();

    assertThat(text(notes, "coincidentratestructure[0]")).contains("Add them as 'readings'");
    assertThat(text(notes, "demandattrs[0]"))
        .isEqualTo("was not carried over: Discount for service at 33,000 volts per kW: '-0.14'");
    assertThat(text(notes, "energyratestructure[0][0].sell")).contains("exports");
    assertThat(text(notes, "demandwindow")).contains("15 minutes");
  }

  @Test
  void smudsNotesTellThatNobodyHasVerifiedIt() {
    List<Note> notes = UrdbFiles.imported(UrdbFiles.SMUD).notes();

    assertThat(notes)
        .extracting(Note::field)
        .containsExactly(
            "items[0].demandweekendschedule",
            "items[0].demandratestructure[0]",
            "items[0].demandwindow",
            "items[0].approved",
            "items[0].energycomments",
            "items[0].dgRules",
            "items[0]");
    assertThat(text(notes, "items[0].approved")).startsWith("is false");
  }

  @ParameterizedTest
  @ValueSource(strings = {UrdbFiles.ENTERGY, UrdbFiles.PECO, UrdbFiles.SMUD})
  void everyFieldMakesADifferenceToTheTariffOrTheNotes(String file) {
    Object whole = outcome(UrdbFiles.rate(file));
    List<String> names = new ArrayList<>();
    UrdbFiles.rate(file).fieldNames().forEachRemaining(names::add);

    for (String name : names) {
      ObjectNode without = UrdbFiles.rate(file);
      without.remove(name);
      ObjectNode otherwise = UrdbFiles.rate(file);
      otherwise.put(name, "other");
      assertThat(List.of(outcome(without), outcome(otherwise)))
          .as(name)
          .anyMatch(other -> !other.equals(whole));
    }
  }

  private static Object outcome(ObjectNode rate) {
    try {
      return UrdbImport.read(rate, null);
    } catch (OutOfRange refused) {
      return refused.getMessage();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {UrdbFiles.ENTERGY, UrdbFiles.PECO, UrdbFiles.SMUD})
  void unknownFieldsAreNamed(String file) {
    ObjectNode rate = UrdbFiles.rate(file);
    rate.put("brandNewField", 7);
    ((ObjectNode) rate.path("energyratestructure").get(0).get(0)).put("colour", "blue");

    assertThat(UrdbImport.read(rate, null).notes())
        .contains(
            new Note("brandNewField", "is no field that Busbar knows; it was not carried over."),
            new Note(
                "energyratestructure[0][0].colour",
                "is no field that Busbar knows; it was not carried over."));
  }

  @ParameterizedTest
  @ValueSource(strings = {UrdbFiles.ENTERGY, UrdbFiles.PECO, UrdbFiles.SMUD})
  void theTariffIsWrittenAndReadUnchanged(String file) {
    RateSchedule tariff = UrdbFiles.imported(file).tariff();

    assertThat(CanonicalJson.read(CanonicalJson.write(tariff), RateSchedule.class))
        .isEqualTo(tariff);
  }

  @Test
  void peaksThatAreAddedToItAreWrittenAndReadUnchanged() {
    RateSchedule tariff = UrdbFiles.imported(UrdbFiles.SMUD).tariff();
    List<Charge> charges = new ArrayList<>(tariff.charges());
    DemandCharge flat = (DemandCharge) charges.get(1);
    charges.set(
        1,
        new DemandCharge(
            flat.name(),
            flat.ref(),
            flat.windowMinutes(),
            flat.periods(),
            new DemandCharge.Ratchet(50, 11, null),
            null,
            Map.of(YearMonth.of(2025, 12), 4200.0, YearMonth.of(2026, 1), 1200.5)));
    RateSchedule metered = tariff.withCharges(charges);

    assertThat(CanonicalJson.read(CanonicalJson.write(metered), RateSchedule.class))
        .isEqualTo(metered);
  }

  @Test
  void theTariffPricesTheHoursOfADay() {
    RateSchedule tariff = UrdbFiles.imported(UrdbFiles.SMUD).tariff();
    PriceCurve friday = tariff.day(LocalDate.of(2026, 7, 17), ZoneId.of("America/Los_Angeles"));

    assertThat(friday.usdPerMwh(15)).isEqualTo(115.4);
    assertThat(friday.usdPerMwh(16)).isEqualTo(237.0);
    assertThat(friday.usdPerMwh(21)).isEqualTo(115.4);
  }

  @ParameterizedTest
  @ValueSource(strings = {UrdbFiles.ENTERGY, UrdbFiles.PECO, UrdbFiles.SMUD})
  void theSpellingOfTheBulkFilesGivesTheSameTariff(String file) {
    ObjectNode rate = UrdbFiles.rate(file);
    ObjectNode bulk = bulk(rate);

    assertThat(bulk.has("energyRateStrux")).isTrue();
    ImportedRate imported = UrdbImport.read(bulk, null);
    assertThat(imported.tariff()).isEqualTo(UrdbImport.read(rate, null).tariff());
    assertThat(imported.label()).isEqualTo(rate.path("label").asText());
    assertThat(imported.notes()).hasSameSizeAs(UrdbImport.read(rate, null).notes());
  }

  @Test
  void datesAreReadAsSecondsMillisecondsOrTexts() {
    for (String date :
        List.of(
            "1727740800",
            "1727740800.0",
            "'1727740800'",
            "1727740800000",
            "'2024-10-01'",
            "{'$date': '2024-10-01T00:00:00Z'}",
            "{'$date': '2024-09-30T18:00:00-06:00'}",
            "{'$date': 1727762400000}",
            "{'$date': {'$numberLong': '1727762400000'}}")) {
      assertThat(read(UrdbFiles.small("'startdate': " + date)).tariff().validFrom())
          .as(date)
          .isEqualTo(LocalDate.of(2024, 10, 1));
    }
  }

  @Test
  void aRateAmongSeveralIsChosenByItsLabel() {
    ArrayNode several = (ArrayNode) UrdbFiles.json("[]");
    several.add(UrdbFiles.rate(UrdbFiles.ENTERGY)).add(bulk(UrdbFiles.rate(UrdbFiles.PECO)));
    JsonNode items = UrdbFiles.json("{'items': []}");
    ((ObjectNode) items).set("items", several);

    assertThat(UrdbImport.read(several, "53ac8daa5257a3406ac32a35").tariff().name())
        .startsWith("GS-HT");
    assertThat(UrdbImport.read(items, "5a592c995457a3371c423a7d").notes().get(0))
        .isEqualTo(
            new Note(
                "items", "holds 2 rates: the one labelled 5a592c995457a3371c423a7d was read."));
    assertThatThrownBy(() -> UrdbImport.read(items, null))
        .hasMessage(
            "items holds 2 rates; name one by its label:"
                + " 5a592c995457a3371c423a7d, 53ac8daa5257a3406ac32a35");
    assertThatThrownBy(() -> UrdbImport.read(several, "nobody's"))
        .isInstanceOf(OutOfRange.class)
        .hasMessageStartingWith("label is 'nobody's', which no rate of the document has");
  }

  @Test
  void aFieldInTwoSpellingsThatDifferIsRefused() {
    ObjectNode rate = UrdbFiles.small("'energyRateStrux': [{'energyRateTiers': [{'rate': 0.06}]}]");

    assertThatThrownBy(() -> read(rate))
        .hasMessage(
            "energyRateStrux says otherwise than energyratestructure; leave one of them out");
  }

  @Test
  void halfABillIsNoted() {
    assertThat(text(read(UrdbFiles.small("'servicetype': 'Delivery'")).notes(), "servicetype"))
        .contains("half a bill");
  }

  @Test
  void reactivePowerIsNoted() {
    assertThat(
            text(
                read(UrdbFiles.small("'demandreactivepowercharge': 0.25")).notes(),
                "demandreactivepowercharge"))
        .isEqualTo("is 0.25 USD/kVAR of reactive power, which Busbar does not bill.");
  }

  @Test
  void limitsOfSizeAreConvertedFromHorsepower() {
    ImportedRate imported =
        read(UrdbFiles.small("'demandMin': 100, 'demandMax': 0, 'demandUnits': 'hp'"));

    assertThat(imported.tariff().minKw()).isEqualTo(74.57);
    assertThat(imported.tariff().maxKw()).isNull();
    assertThat(imported.notes())
        .extracting(Note::field, Note::text)
        .contains(
            tuple("demandUnits", "is 'hp': 1 hp was taken as 0.7457 kW."),
            tuple("demandMax", "is 0, which was read as no limit."));
  }

  static ImportedRate read(JsonNode rate) {
    return UrdbImport.read(rate, null);
  }

  static String text(List<Note> notes, String field) {
    return notes.stream()
        .filter(note -> note.field().equals(field))
        .findFirst()
        .orElseThrow()
        .text();
  }

  /** The same rate as OpenEI's bulk file writes it. */
  static ObjectNode bulk(ObjectNode rate) {
    Map<String, String> names = new LinkedHashMap<>();
    for (String pair :
        List.of(
            "utility utilityName",
            "name rateName",
            "eiaid eiaId",
            "peakkwcapacitymin demandMin",
            "peakkwcapacitymax demandMax",
            "mindemand demandMin",
            "demandunits demandUnits",
            "flatdemandunit flatDemandUnits",
            "flatdemandmonths flatDemandMonths",
            "demandrateunit demandRateUnits",
            "demandwindow demandWindow",
            "demandweekdayschedule demandWeekdaySched",
            "demandweekendschedule demandWeekendSched",
            "coincidentschedule coincidentSched",
            "coincidentrateunit coincidentRateUnits",
            "energyweekdayschedule energyWeekdaySched",
            "energyweekendschedule energyWeekendSched",
            "energycomments energyComments",
            "demandcomments demandComments",
            "fixedchargefirstmeter fixedChargeFirstMeter",
            "fixedchargeunits fixedChargeUnits",
            "sourceparent sourceParent",
            "source sourceReference")) {
      names.put(pair.split(" ")[0], pair.split(" ")[1]);
    }
    ObjectNode bulk = rate.objectNode();
    rate.fields()
        .forEachRemaining(
            field -> {
              JsonNode value = field.getValue();
              String name = field.getKey();
              switch (name) {
                case "label" -> bulk.putObject("_id").put("$oid", value.asText());
                case "startdate" ->
                    bulk.putObject("effectiveDate").put("$date", value.longValue() * 1000);
                case "enddate" -> bulk.putObject("endDate").put("$date", value.longValue() * 1000);
                case "energyratestructure" -> strux(bulk, "energyRate", value);
                case "demandratestructure" -> strux(bulk, "demandRate", value);
                case "flatdemandstructure" -> strux(bulk, "flatDemand", value);
                case "coincidentratestructure" -> strux(bulk, "coincidentRate", value);
                case "demandattrs" -> {
                  ArrayNode pairs = bulk.putArray("demandKeyVals");
                  value.forEach(
                      pair ->
                          pair.fields()
                              .forEachRemaining(
                                  one ->
                                      pairs
                                          .addObject()
                                          .put("key", one.getKey())
                                          .put("val", one.getValue().asText())));
                }
                default -> bulk.set(names.getOrDefault(name, name), value);
              }
            });
    return bulk;
  }

  private static void strux(ObjectNode bulk, String name, JsonNode periods) {
    ArrayNode strux = bulk.putArray(name + "Strux");
    List<JsonNode> list = new ArrayList<>();
    periods.forEach(list::add);
    list.forEach(tiers -> strux.addObject().set(name + "Tiers", tiers));
  }
}
