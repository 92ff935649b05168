package busbar.urdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import busbar.advice.CanonicalJson;
import busbar.tariff.RateSchedule;
import busbar.units.OutOfRange;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad documents are refused by field, problem and remedy, and nothing else ever happens. */
class UrdbRefusalTest {
  private static final List<String> JUNK =
      List.of(
          "null",
          "true",
          "-1",
          "0",
          "1",
          "7",
          "0.5",
          "1e15",
          "1e38",
          "-1e300",
          "1e999",
          "''",
          "'x'",
          "'12'",
          "'NaN'",
          "'1e400'",
          "[]",
          "[[]]",
          "[null]",
          "{}",
          "[{}]",
          "[[{}]]",
          "{'rate': 'high'}",
          "[[{'rate': 1e9}]]",
          "{'$oid': 3}",
          "{'$date': {}}",
          "{'$numberDouble': 'x'}",
          "'kWh/kW'",
          "'kW daily'",
          "'hp'",
          "'$/fortnight'",
          "[[{'max': 3, 'rate': 1, 'unit': 'kWh'}, {'unit': 'kWh/kW'}]]",
          "[1,1,1,1,1,1,1,1,1,1,1,1]",
          "99999999999999999999999999999999");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          'energyratestructure': 5 | energyratestructure is 5; write a list of periods, each a list of tiers
          'energyratestructure': [] | energyratestructure is missing; write the energy prices, with a rate of 0 where energy costs nothing
          'energyratestructure': [[{'rate': 'x'}]] | energyratestructure[0][0].rate is 'x'; write a number
          'energyratestructure': [[{'rate': 1e999}]] | energyratestructure[0][0].rate is Infinity; write a finite number
          'energyratestructure': [[{'rate': 1000}]] | energyratestructure[0][0].rate is 1000; write a number from -10 to 10
          'energyratestructure': [[{'rate': 9, 'adj': 9}]] | energyratestructure[0][0].rate makes 18.0 with its adj; let both together stay within 10 either side of 0
          'energyratestructure': [[3]] | energyratestructure[0][0] is 3; write a tier as an object with a rate
          'energyratestructure': [[]] | energyratestructure[0] has no tier; write its price as a tier with a rate
          'energyratestructure': [{'rate': 1}] | energyratestructure[0] holds no list of tiers; write a list of tiers
          'energyratestructure': [[{'rate': 0.1}, {'rate': 0.2}]] | energyratestructure[0][0].max is missing; limit every tier but the last
          'energyratestructure': [[{'max': -4, 'rate': 0.1}, {'rate': 0.2}]] | energyratestructure[0][0].max is -4; write where the tier ends, a number above 0
          'energyratestructure': [[{'max': 9, 'rate': 0.1}, {'max': 8, 'rate': 0.2}, {'rate': 0.2}]] | energyratestructure[0][1].max is 8, not above the limit before it; list the tiers from low to high
          'energyratestructure': [[{'unit': 'kWh/hp', 'rate': 0.1}]] | energyratestructure[0][0].unit is 'kWh/hp'; write kWh, kWh daily, kWh/kW or kWh/kW daily
          'energyratestructure': [[{'max': 9, 'unit': 'kWh', 'rate': 0.1}, {'unit': 'kWh/kW', 'rate': 0.1}]] | energyratestructure[0] has tiers in kWh and kWh/kW; use one unit, or begin with a block in kWh/kW whose steps are in kWh
          'energyweekdayschedule': [[0]] | energyweekdayschedule holds 1 of them; write 12 rows, one a month
          'energyweekendschedule': 'none' | energyweekendschedule is 'none'; write a list of rows, one a month
          'energyweekendschedule': null | energyweekendschedule is missing; write which period holds, 12 rows of 24
          'flatdemandstructure': [[{'rate': 5}]], 'flatdemandmonths': [0,0,3,0,0,0,0,0,0,0,0,0] | flatdemandmonths[2] is 3, and the structure has 1 periods; write the number of a period, counted from 0
          'flatdemandstructure': [[{'rate': 5}]], 'flatdemandunit': 'kW daily' | flatdemandunit is 'kW daily', a price of each day's peak, which Busbar cannot bill; import the rate without these prices, and leave the field out
          'flatdemandstructure': [[{'rate': 5}]], 'flatdemandunit': 'MW' | flatdemandunit is 'MW'; write kW, hp or kVA
          'flatdemandstructure': [[{'rate': 5, 'unit': 'hp'}]], 'flatdemandunit': 'kW' | flatdemandstructure[0][0].unit is 'hp', and flatdemandunit is 'kW'; write one unit
          'fueladjustmentsmonthly': [1] | fueladjustmentsmonthly holds 1 of them; write 12 prices, USD/kWh, one a month
          'lookbackpercent': 120 | lookbackpercent is 120; write a number from 0 to 100
          'lookbackpercent': 0.5, 'lookbackmonths': [3] | lookbackmonths holds 1 of them; write 12 true or false, one a month
          'fixedchargefirstmeter': 3, 'fixedchargeunits': '$/week' | fixedchargeunits is '$/week'; write $/day, $/month or $/year
          'peakkwcapacitymin': 9, 'demandMax': 8 | demandMax is 8, below peakkwcapacitymin; swap or mend them
          'startdate': 'soon' | startdate is 'soon'; write a number
          'startdate': '2024-13-01' | startdate is '2024-13-01'; write seconds since 1970 or a date such as 2024-10-01T00:00:00Z, from 1900 to 2200
          'startdate': 1e300 | startdate is 1.0E300; write seconds since 1970 or a date such as 2024-10-01T00:00:00Z, from 1900 to 2200
          'startdate': 1401580800, 'enddate': 1400000000 | enddate is 2014-05-13, before the start 2014-06-01; swap or mend them
          'approved': 'perhaps' | approved is 'perhaps'; write true or false
          'name': {} | name is an object; write a text
          """,
      quoteCharacter = '`')
  void aBadFieldIsRefusedByNameProblemAndRemedy(String fields, String refusal) {
    assertThatThrownBy(() -> UrdbImport.read(UrdbFiles.small(fields), null))
        .isInstanceOf(OutOfRange.class)
        .hasMessage(refusal);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"3", "'text'", "null", "[]", "{}", "{'items': []}", "{'items': 4}", "[7]"})
  void whatIsNoRateIsRefused(String document) {
    assertThatThrownBy(() -> UrdbImport.read(UrdbFiles.json(document), null))
        .isInstanceOf(OutOfRange.class);
  }

  @Property(tries = 3000)
  @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
  void aDocumentThatWasTamperedWithIsReadOrRefusedAndNothingElse(
      @ForAll @IntRange(max = 5) int file,
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 3) int changes) {
    String name = UrdbFiles.ALL.get(file % 3);
    JsonNode document =
        file < 3 ? UrdbFiles.document(name) : UrdbImportTest.bulk(UrdbFiles.rate(name));
    Random random = new Random(seed);
    for (int i = 0; i < changes; i++) {
      tamper(document, random);
    }

    Throwable thrown =
        catchThrowable(
            () -> {
              RateSchedule tariff = UrdbImport.read(document, null).tariff();
              assertThat(CanonicalJson.read(CanonicalJson.write(tariff), RateSchedule.class))
                  .isEqualTo(tariff);
            });

    Statistics.label("outcome").collect(thrown == null ? "read" : "refused");
    Statistics.label("outcome")
        .coverage(
            coverage -> {
              coverage.check("read").percentage(share -> share > 10);
              coverage.check("refused").percentage(share -> share > 10);
            });
    if (thrown != null) {
      assertThat(thrown).isInstanceOf(OutOfRange.class);
      OutOfRange refusal = (OutOfRange) thrown;
      assertThat(refusal.field()).isNotBlank();
      assertThat(refusal.problem()).isNotBlank();
      assertThat(refusal.remedy()).isNotBlank();
    }
  }

  /** Deletes, replaces or doubles a value anywhere, values near the top as often as deep ones. */
  private static void tamper(JsonNode document, Random random) {
    JsonNode at = document;
    List<JsonNode> way = new ArrayList<>(List.of(at));
    while (at.size() > 0 && (way.size() < 2 || random.nextInt(4) > 0)) {
      JsonNode next = child(at, random.nextInt(at.size()));
      if (!next.isContainerNode()) {
        break;
      }
      at = next;
      way.add(at);
    }
    if (at.isEmpty()) {
      return;
    }
    int index = random.nextInt(at.size());
    JsonNode junk = UrdbFiles.json(JUNK.get(random.nextInt(JUNK.size())));
    boolean delete = random.nextInt(3) == 0;
    if (at instanceof ArrayNode list) {
      if (delete) {
        list.remove(index);
      } else {
        list.set(index, junk);
      }
    } else if (at instanceof ObjectNode object) {
      String name = names(object).get(index);
      if (delete) {
        object.remove(name);
      } else if (random.nextInt(5) == 0) {
        object.set(name.toUpperCase(java.util.Locale.ROOT), junk);
      } else {
        object.set(name, junk);
      }
    }
  }

  private static JsonNode child(JsonNode parent, int index) {
    return parent.isArray() ? parent.get(index) : parent.get(names((ObjectNode) parent).get(index));
  }

  private static List<String> names(ObjectNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
