package busbar.replay;

import busbar.hardware.Cooling;
import busbar.hardware.RigModel;
import busbar.market.MarketDay;
import busbar.market.MarketHistory;
import busbar.market.PowerPrices;
import busbar.replay.ReplayInputs.Learning;
import busbar.site.GridConnection;
import busbar.site.Operation;
import busbar.site.RigGroup;
import busbar.site.Site;
import busbar.site.Switching;
import busbar.sitefiles.MarketFile;
import busbar.tariff.HourlySeries;
import busbar.tariff.PriceSeries;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Replays of one group on real prices, which are for tests only and may be absent: a site without
 * overhead, pool fee, downtime or adder; minimum 4 h on and 2 h off, 60 USD/MW a start.
 */
public final class RealPrices {
  private static final Path SHARED = Path.of("../shared/data");
  private static final Path ERCOT = SHARED.resolve("ercot-hb-north-hourly.csv");
  private static final Path AEMO = SHARED.resolve("aemo-vic1-hourly.csv");

  /** US dollars for an Australian one, about the mean of the span that the file covers. */
  static final double USD_PER_AUD = 0.65;

  static final ZoneId TEXAS = ZoneId.of("America/Chicago");
  static final ZoneId QUEENSLAND = ZoneId.of("Australia/Brisbane");

  private RealPrices() {}

  public static boolean arePresent() {
    return Files.exists(ERCOT) && Files.exists(AEMO);
  }

  static PowerPrices ercot() {
    return read(text(ERCOT), TEXAS);
  }

  static PowerPrices aemo() {
    StringBuilder csv = new StringBuilder("hour_beginning,usd_per_mwh\n");
    for (String line : text(AEMO).lines().skip(1).toList()) {
      String[] cells = line.split(",", -1);
      csv.append(cells[0]).append(',').append(Double.parseDouble(cells[1]) * USD_PER_AUD);
      csv.append('\n');
    }
    return read(csv.toString(), QUEENSLAND);
  }

  private static PowerPrices read(String csv, ZoneId zone) {
    MarketFile market = MarketFile.read("prices", csv, 60, zone);
    if (market.prices() == null) {
      throw new IllegalStateException(market.problems().toString());
    }
    return market.prices();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Days with price and difficulty, without fees, from half a year before. */
  static List<MarketDay> market(LocalDate from, LocalDate until) {
    try (Reader csv = Files.newBufferedReader(SHARED.resolve("btc-daily.csv"))) {
      return MarketHistory.read(csv, "btc-daily", false, LocalDate.of(2026, 2, 12))
          .listDays(from.minusDays(180), until.minusDays(1))
          .stream()
          .map(day -> new MarketDay(day.date(), day.btcPriceUsd(), day.difficulty(), null))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A replay of groups of these efficiencies, about 10 MW each. */
  public static ReplayInputs ercot(int year, Learning learning, double... joulesPerTerahash) {
    return inputs(
        ercot(),
        TEXAS,
        LocalDate.of(year, 1, 1),
        LocalDate.of(year + 1, 1, 1),
        learning,
        joulesPerTerahash);
  }

  static ReplayInputs inputs(
      PowerPrices prices,
      ZoneId zone,
      LocalDate from,
      LocalDate until,
      Learning learning,
      double... joulesPerTerahash) {
    List<RigModel> rigs = new ArrayList<>();
    List<RigGroup> groups = new ArrayList<>();
    for (double efficiency : joulesPerTerahash) {
      String model = "rig of " + efficiency + " J per TH";
      rigs.add(new RigModel(model, "maker", 100, 100 * efficiency, Cooling.AIR, null, null));
      int count = (int) (1e7 / (100 * efficiency));
      groups.add(new RigGroup("group-" + groups.size(), model, count, null, null, null));
    }
    PriceSeries.Price any = new PriceSeries.Price(LocalDateTime.of(2020, 1, 1, 0, 0), 0);
    Site site =
        new Site(
            "site",
            "Site",
            zone,
            List.of(),
            new GridConnection(10.0 * joulesPerTerahash.length + 1, true),
            new Operation(1, 0, 100, new Switching(240, 120, 60.0, null, null)),
            rigs,
            List.of(),
            groups,
            new HourlySeries(null, PriceSeries.Repeats.NEVER, 0, List.of(any)),
            List.of(),
            Map.of());
    return new ReplayInputs(
        site,
        rigs,
        List.of(),
        "btc-daily",
        false,
        market(from, until),
        prices,
        from,
        until,
        learning);
  }
}
