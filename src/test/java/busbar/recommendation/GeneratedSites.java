package busbar.recommendation;

import busbar.contract.AiHostingOffer;
import busbar.contract.Clause;
import busbar.hardware.HardwareCatalogue;
import busbar.hardware.RigModel;
import busbar.site.GridConnection;
import busbar.site.Operation;
import busbar.site.RigGroup;
import busbar.site.Site;
import busbar.tariff.FixedPrice;
import busbar.tariff.HourlySeries;
import busbar.tariff.PriceSeries;
import busbar.tariff.Tariff;
import busbar.testing.Clauses;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Sites that a seed makes up: five groups of catalogue rigs each, prices flat or by the hour. */
final class GeneratedSites {
  private GeneratedSites() {}

  static List<Site> of(int count, long seed, HardwareCatalogue catalogue) {
    SplittableRandom random = new SplittableRandom(seed);
    List<RigModel> rigs = catalogue.listRigs();
    return IntStream.range(0, count).mapToObj(i -> site(i, rigs, random.split())).toList();
  }

  private static Site site(int number, List<RigModel> rigs, SplittableRandom random) {
    List<RigGroup> groups = new ArrayList<>();
    double mw = 0;
    for (int i = 0; i < 5; i++) {
      RigModel rig = rigs.get(random.nextInt(rigs.size()));
      int count = random.nextInt(200, 3_000);
      groups.add(
          new RigGroup(
              "group-" + i, rig.model(), count, null, (double) random.nextInt(20, 3_000), null));
      mw += count * rig.powerW() * 1.05 / 1e6;
    }
    List<Clause> contracts = new ArrayList<>();
    if (number % 5 == 0) {
      contracts.add(Clauses.lien("Loan §3", "A bank", List.of("group-1")));
    }
    if (number % 7 == 0) {
      contracts.add(
          Clauses.offer(
              "Letter of intent",
              "A tenant",
              AiHostingOffer.Status.EFFECTIVE,
              mw * 0.4,
              mw * 0.3,
              15,
              mw * 0.3 * 1000 * 110 * 12 * 15,
              2,
              80,
              9e6));
    }
    return new Site(
        String.format(Locale.ROOT, "site-%05d", number),
        "Site " + number,
        ZoneId.of(number % 2 == 0 ? "America/Chicago" : "America/Los_Angeles"),
        List.of(),
        new GridConnection(mw * random.nextDouble(0.95, 1.2), number % 3 != 0),
        new Operation(1.05, 1, 98, null),
        List.of(),
        List.of(),
        groups,
        tariff(number, random),
        contracts,
        Map.of());
  }

  private static Tariff tariff(int number, SplittableRandom random) {
    double base = random.nextDouble(25, 80);
    if (number % 2 == 0) {
      return new FixedPrice(base);
    }
    LocalDate day = LocalDate.of(2026, 2, 12);
    return new HourlySeries(
        null,
        PriceSeries.Repeats.DAILY,
        5,
        IntStream.range(0, 24)
            .mapToObj(
                hour ->
                    new PriceSeries.Price(
                        day.atTime(hour, 0), base + (hour >= 17 && hour <= 20 ? 90 : 0)))
            .toList());
  }
}
