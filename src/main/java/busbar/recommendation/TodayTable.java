package busbar.recommendation;

import busbar.advice.Recommendation;
import busbar.recommendation.DailyRunView.LeftOut;
import busbar.units.Notation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The day's recommendations as a table for a terminal of {@value #WIDTH} columns. */
final class TodayTable {
  static final int WIDTH = 120;

  /** More than a screen of sites is read on the page. */
  static final int MOST_SITES = 20;

  private static final int SITE = 30;
  private static final int MW = 11;
  private static final int USD = 14;
  private static final String INDENT = "    ";

  private TodayTable() {}

  /**
   * Writes the table, each line ended.
   *
   * @param notices what a reader must know before the figures
   * @param rows the day's first sites, {@value #MOST_SITES} at most
   * @param total of all sites of the day
   */
  static String write(
      DailyRunView run,
      List<String> notices,
      List<RecommendationSummary> rows,
      RunTotals total,
      String address) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("What each megawatt should do on " + run.date());
    notices.forEach(notice -> lines.addAll(wrap(notice, "")));
    lines.add("");
    lines.add(
        line(
            "Site",
            "RUN MW",
            "CURTAIL",
            "RETIRE",
            "CONVERT",
            "$/day",
            "RETIRE $/yr",
            "CONVERT $/yr"));
    lines.add("-".repeat(SITE + 4 * MW + 3 * USD));
    for (RecommendationSummary row : rows) {
      lines.add(
          line(
              row.siteName(),
              row.runMw(),
              row.curtailMw(),
              row.retireMw(),
              row.convertMw(),
              row.gainUsdPerDay(),
              row.retireGainUsdPerYear(),
              row.convertGainUsdPerYear()));
      lines.addAll(wrap(row.reason(), INDENT));
    }
    lines.add("-".repeat(SITE + 4 * MW + 3 * USD));
    lines.add(
        line(
            total.sites() == 1 ? "1 site" : String.format(Locale.ROOT, "%,d sites", total.sites()),
            total.runMw(),
            total.curtailMw(),
            total.retireMw(),
            total.convertMw(),
            total.gainUsdPerDay(),
            total.retireGainUsdPerYear(),
            total.convertGainUsdPerYear()));
    if (total.sites() > rows.size()) {
      lines.add(
          String.format(
              Locale.ROOT, "The other %,d sites are on the page.", total.sites() - rows.size()));
    }
    for (LeftOut leftOut : run.leftOut()) {
      lines.addAll(
          wrap("Left out: " + leftOut.site() + ": " + String.join(" ", leftOut.problems()), ""));
    }
    lines.add("");
    lines.addAll(
        wrap(
            "$/day: what the day's plans earn against running everything in every hour; blocks to"
                + " RETIRE or CONVERT follow theirs until that is carried out.",
            ""));
    lines.addAll(wrap("RETIRE $/yr, apart from it: " + Recommendation.RETIRE_FORMULA + ".", ""));
    lines.addAll(wrap("CONVERT $/yr, apart from it: " + Recommendation.CONVERT_FORMULA + ".", ""));
    lines.add("");
    lines.add("Page: " + address);
    lines.add("");
    return String.join("\n", lines);
  }

  private static String line(
      String site,
      double runMw,
      double curtailMw,
      double retireMw,
      double convertMw,
      double gain,
      double retire,
      double convert) {
    return line(
        site,
        megawatts(runMw),
        megawatts(curtailMw),
        megawatts(retireMw),
        megawatts(convertMw),
        dollars(gain, true),
        dollars(retire, retireMw > 0),
        dollars(convert, convertMw > 0));
  }

  private static String line(
      String site,
      String run,
      String curtail,
      String retire,
      String convert,
      String day,
      String retireYear,
      String convertYear) {
    String name = site.length() < SITE ? site : site.substring(0, SITE - 2) + "…";
    return String.format(
        Locale.ROOT,
        "%-" + SITE + "s%" + MW + "s%" + MW + "s%" + MW + "s%" + MW + "s%" + USD + "s%" + USD + "s%"
            + USD + "s",
        name,
        run,
        curtail,
        retire,
        convert,
        day,
        retireYear,
        convertYear);
  }

  private static String megawatts(double mw) {
    return mw == 0 ? "." : String.format(Locale.ROOT, "%,.1f", mw);
  }

  /** A gain has its sign. */
  private static String dollars(double usd, boolean applies) {
    if (!applies) {
      return ".";
    }
    String amount = Notation.format("usd", usd);
    return usd > 0 ? "+" + amount : amount;
  }

  private static List<String> wrap(String text, String indent) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(indent);
    for (String word : text.strip().split("\\s+")) {
      if (line.length() + 1 + word.length() > WIDTH && line.length() > indent.length()) {
        lines.add(line.toString());
        line = new StringBuilder(indent);
      }
      line.append(line.length() == indent.length() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
