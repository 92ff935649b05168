package busbar.benchmark;

import busbar.advice.CanonicalJson;
import busbar.contract.Clause;
import busbar.site.GridConnection;
import busbar.site.Operation;
import busbar.site.RigGroup;
import busbar.site.Site;
import busbar.tariff.BlockCharge;
import busbar.tariff.Charge;
import busbar.tariff.FixedPrice;
import busbar.tariff.HourlySeries;
import busbar.tariff.PriceSeries;
import busbar.tariff.Tariff;
import busbar.testing.Clauses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** Sites of five groups for benchmarks: the same number gives the same site, anywhere. */
public final class GeneratedSites {
  private static final List<String> MODELS =
      List.of(
          "Antminer S21 Pro",
          "Antminer S21",
          "Antminer S19 XP",
          "Antminer S19k Pro",
          "Antminer S19j Pro",
          "Antminer S19",
          "WhatsMiner M50S",
          "WhatsMiner M30S++");

  private GeneratedSites() {}

  /** Writes site files into a folder: {@code GeneratedSites FOLDER COUNT}. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    for (int number = 0; number < Integer.parseInt(arguments[1]); number++) {
      Site site = site(number);
      // JSON is YAML too.
      Files.writeString(folder.resolve(site.id() + ".yaml"), CanonicalJson.write(site));
    }
  }

  /** One site; half of them have hourly prices, the others a fixed one. */
  static Site site(int number) {
    Random random = new Random(number);
    List<RigGroup> groups = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      String model = MODELS.get(random.nextInt(MODELS.size()));
      boolean profiles = model.equals("Antminer S19k Pro") && random.nextBoolean();
      groups.add(
          new RigGroup(
              "group-" + i,
              model,
              500 + random.nextInt(4000),
              profiles ? "LuxOS 2025.4.8" : null,
              random.nextInt(10) == 0 ? null : (Double) (20.0 + random.nextInt(2000)),
              null));
    }
    return new Site(
        String.format(Locale.ROOT, "generated-%05d", number),
        "Generated site " + number,
        ZoneId.of("America/Chicago"),
        List.of("Generated for a benchmark."),
        new GridConnection(30 + random.nextInt(60), random.nextBoolean()),
        new Operation(1.04, 0.5, 98, null),
        List.of(),
        List.of(),
        groups,
        withBlock(tariff(random), random),
        clauses(random),
        Map.of());
  }

  private static Tariff tariff(Random random) {
    if (random.nextBoolean()) {
      return new FixedPrice(25 + random.nextInt(60));
    }
    List<PriceSeries.Price> hours = new ArrayList<>();
    for (int hour = 0; hour < 24; hour++) {
      double peak = hour >= 17 && hour < 21 ? 40 : 0;
      hours.add(
          new PriceSeries.Price(
              LocalDateTime.of(2026, 1, 1, hour, 0), peak + random.nextInt(5000) / 100.0));
    }
    return new HourlySeries(null, PriceSeries.Repeats.DAILY, 8, hours);
  }

  /** A third of the sites have a block of power that is paid for in any case. */
  private static Tariff withBlock(Tariff tariff, Random random) {
    if (random.nextInt(3) != 0) {
      return tariff;
    }
    List<Charge> charges = new ArrayList<>(tariff.asRateSchedule().charges());
    LocalDate until = LocalDate.of(2027, 12, 31);
    charges.add(new BlockCharge("Block", "PPA §4.2", null, 5, 45, null, until, null, 20.0));
    return tariff.asRateSchedule().withCharges(charges);
  }

  private static List<Clause> clauses(Random random) {
    List<Clause> clauses = new ArrayList<>();
    if (random.nextInt(3) == 0) {
      clauses.add(Clauses.hosting("Hosting §5.1", "Client", List.of("group-0"), 65, 95, 20, 50));
    }
    if (random.nextInt(3) == 0) {
      clauses.add(
          Clauses.event("ERS §2", "Grid operator", LocalDate.of(2026, 2, 12), 17, 20, 5, 60, 400));
    }
    if (random.nextInt(3) == 0) {
      clauses.add(Clauses.lien("Loan §9", "Lender", List.of("group-1")));
    }
    if (random.nextInt(3) == 0) {
      clauses.add(Clauses.breakFee(1e6));
    }
    return clauses;
  }
}
