package busbar.sitefiles;

import busbar.tariff.Charge;
import busbar.tariff.HourlySeries;
import busbar.tariff.IndexCharge;
import busbar.tariff.PriceSeries;
import busbar.tariff.RateSchedule;
import busbar.tariff.Tariff;
import busbar.units.OutOfRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the prices of a site's tariff from the CSV files that its site file names. */
final class PriceFiles {
  private final SiteText text;
  private final @Nullable Path folder;
  private final Set<Path> found;
  private final ZoneId zone;
  private final Problems problems;

  /**
   * @param text the site file
   * @param folder that in which price files are; null where there may be none
   * @param found takes each file that is named, there or not
   */
  PriceFiles(
      SiteText text, @Nullable Path folder, Set<Path> found, ZoneId zone, Problems problems) {
    this.text = text;
    this.folder = folder;
    this.found = found;
    this.zone = zone;
    this.problems = problems;
  }

  /** The tariff with its prices; empty where one of them is at fault, which the problems tell. */
  Optional<Tariff> readInto(Tariff tariff) {
    if (tariff instanceof HourlySeries series) {
      PriceSeries prices = new PriceSeries(series.file(), series.repeats(), 60, series.hours());
      return prices(prices, "tariff", "hours").map(read -> checked(series.withHours(read)));
    }
    return tariff instanceof RateSchedule schedule ? readInto(schedule) : Optional.of(tariff);
  }

  private Optional<Tariff> readInto(RateSchedule schedule) {
    List<Charge> charges = new ArrayList<>();
    for (int i = 0; i < schedule.charges().size(); i++) {
      Charge charge = schedule.charges().get(i);
      if (charge instanceof IndexCharge index) {
        String at = "tariff.charges[" + i + "].prices";
        Optional<List<PriceSeries.Price>> prices = prices(index.prices(), at, "prices");
        if (prices.isEmpty()) {
          continue;
        }
        charge = index.withPrices(prices.get());
      }
      charges.add(charge);
    }
    return charges.size() < schedule.charges().size()
        ? Optional.empty()
        : Optional.ofNullable(checked(schedule.withCharges(charges)));
  }

  /** The tariff, unless it names times that the clock lacks. */
  private @Nullable Tariff checked(Tariff tariff) {
    try {
      tariff.checkIn(zone);
      return tariff;
    } catch (OutOfRange e) {
      problems.add(text, e.within("tariff"));
      return null;
    }
  }

  /**
   * The prices of a series, from its file where they do not stand in the site file.
   *
   * @param at the field that holds the series
   * @param own the field of that in which prices stand in the site file
   */
  private Optional<List<PriceSeries.Price>> prices(PriceSeries series, String at, String own) {
    String name = series.file();
    String field = at + ".file";
    Integer line = text.lineOf(field);
    List<PriceSeries.Price> given = series.prices();
    if (given != null) {
      if (name != null) {
        problems.warn(
            line,
            field,
            "is not read, because the prices stand in this file under '" + own + "'",
            "leave out one of the two");
      }
      return Optional.of(given);
    }
    Optional<Path> file = inFolder(String.valueOf(name));
    if (file.isEmpty()) {
      problems.add(
          line,
          field,
          "is '"
              + Spelling.shortened(String.valueOf(name))
              + "', which is not in the folder of the site files",
          "put the CSV into that folder and write its path from there, such as prices/my-site.csv");
      return Optional.empty();
    }
    found.add(file.get());
    if (!Files.isRegularFile(file.get())) {
      problems.add(
          line,
          field,
          "names '" + Spelling.shortened(String.valueOf(name)) + "', which is not there",
          "write the CSV's path as seen from the folder of the site files");
      return Optional.empty();
    }
    Problems ofPrices = new Problems(String.valueOf(name));
    int minutes = series.intervalMinutes() == null ? 60 : series.intervalMinutes();
    Optional<List<PriceSeries.Price>> prices =
        TextFile.read(file.get(), SeriesFile.MAX_BYTES, ofPrices)
            .map(csv -> SeriesFile.prices(csv, series.repeats(), minutes, zone, ofPrices));
    ofPrices.list().forEach(problems::add);
    if (prices.isEmpty() || !ofPrices.isEmpty()) {
      return Optional.empty();
    }
    try {
      series.withPrices(prices.get());
      return prices;
    } catch (OutOfRange e) {
      problems.add(new SiteProblem(String.valueOf(name), null, e.field(), e.problem(), e.remedy()));
      return Optional.empty();
    }
  }

  /** The file, unless it would be outside the folder, by its name or through a link. */
  private Optional<Path> inFolder(String name) {
    if (folder == null) {
      return Optional.empty();
    }
    try {
      Path named = Path.of(name);
      Path file = folder.resolve(named).normalize();
      if (named.isAbsolute() || !file.startsWith(folder.normalize())) {
        return Optional.empty();
      }
      boolean outside = Files.exists(file) && !file.toRealPath().startsWith(folder.toRealPath());
      return outside ? Optional.empty() : Optional.of(file);
    } catch (InvalidPathException | IOException e) {
      return Optional.empty();
    }
  }
}
