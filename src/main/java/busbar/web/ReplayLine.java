package busbar.web;

import busbar.replay.ReplayBasis;
import busbar.replay.ReplayResult.Span;
import busbar.replay.ReplayStatus;
import busbar.replay.ReplayView;
import busbar.site.RigGroup;
import busbar.site.Switching;
import busbar.units.Notation;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A replay as one line of a list, or the head of its page.
 *
 * @param name by which people tell it apart: the beginning of its id
 * @param span its first and last day
 * @param terms what switching costs in it, and how its forecast learns
 * @param gain what Busbar earned over always on
 * @param sample whether its Bitcoin market is bundled sample data
 */
record ReplayLine(
    String id,
    String name,
    String siteId,
    String siteName,
    String span,
    String days,
    String terms,
    String asked,
    ReplayStatus status,
    String state,
    int daysDone,
    int daysTotal,
    String progress,
    String problem,
    String earned,
    String gain,
    String capture,
    String share,
    String hoursOff,
    String starts,
    boolean sample) {
  private static final DateTimeFormatter ASKED =
      DateTimeFormatter.ofPattern("d MMM yyyy HH:mm 'UTC'", Locale.US);

  static ReplayLine of(ReplayView replay, ReplayBasis basis) {
    Span total = replay.result() == null ? null : replay.result().total();
    return new ReplayLine(
        replay.id(),
        shortened(replay.id()),
        replay.siteId(),
        replay.siteName(),
        SiteClock.plainDate(replay.from())
            + " – "
            + SiteClock.plainDate(replay.until().minusDays(1)),
        Notation.format("days", replay.daysTotal())
            + " in intervals of "
            + replay.intervalMinutes()
            + " min",
        terms(basis),
        utc(replay.requestedAt()),
        replay.status(),
        state(replay.status()),
        replay.daysDone(),
        replay.daysTotal(),
        progress(replay),
        replay.problem() == null ? "" : replay.problem(),
        usd(total),
        total == null
            ? Notation.UNKNOWN
            : Notation.usdDifference(total.busbar().earnedUsd() - total.alwaysOn().earnedUsd()),
        total == null ? Notation.UNKNOWN : percent(total.capture()),
        total == null ? Notation.UNKNOWN : percent(total.shareOfPerfect()),
        total == null
            ? Notation.UNKNOWN
            : Notation.number(total.busbar().hoursCurtailed(), "#,##0.0") + " h",
        total == null ? Notation.UNKNOWN : Notation.number(total.busbar().starts(), "#,##0"),
        basis.sample());
  }

  /** What the bar for sample data says of a page that shows these. */
  static List<String> sampleWords(List<ReplayLine> lines) {
    return lines.stream().anyMatch(ReplayLine::sample)
        ? List.of("The Bitcoin market is bundled sample data.")
        : List.of();
  }

  /** Whether it will go on by itself. */
  public boolean running() {
    return status == ReplayStatus.WAITING || status == ReplayStatus.RUNNING;
  }

  public boolean done() {
    return status == ReplayStatus.DONE;
  }

  public boolean stopped() {
    return status == ReplayStatus.CANCELLED || status == ReplayStatus.FAILED;
  }

  static String shortened(String hash) {
    return hash.length() <= 8 ? hash : hash.substring(0, 8);
  }

  static String utc(Instant instant) {
    return ASKED.format(instant.atOffset(ZoneOffset.UTC));
  }

  /** A ratio as a percentage, "—" where there is none. */
  static String percent(@Nullable Double ratio) {
    return ratio == null ? Notation.UNKNOWN : Wording.percent(ratio * 100);
  }

  private static String usd(@Nullable Span total) {
    return total == null ? Notation.UNKNOWN : Notation.usd(total.busbar().earnedUsd());
  }

  private static String state(ReplayStatus status) {
    return switch (status) {
      case WAITING -> "Waiting";
      case RUNNING -> "Running";
      case DONE -> "Done";
      case CANCELLED -> "Cancelled";
      case FAILED -> "Failed";
    };
  }

  private static String progress(ReplayView replay) {
    return Notation.number(replay.daysDone(), "#,##0")
        + " of "
        + Notation.number(replay.daysTotal(), "#,##0")
        + " days";
  }

  private static String terms(ReplayBasis basis) {
    List<RigGroup> groups = basis.site().groups();
    List<Switching> kinds = groups.stream().map(basis.site()::switchingOf).distinct().toList();
    String switching =
        kinds.size() == 1
            ? words(kinds.get(0))
            : groups.stream()
                .map(group -> group.id() + " " + words(basis.site().switchingOf(group)))
                .collect(Collectors.joining("; "));
    return switching + (basis.learnsAsItGoes() ? "" : ", learns before the span alone");
  }

  private static String words(Switching switching) {
    List<String> words = new ArrayList<>();
    if (switching.minOnMinutes() != null) {
      words.add("on ≥ " + time(switching.minOnMinutes()));
    }
    if (switching.minOffMinutes() != null) {
      words.add("off ≥ " + time(switching.minOffMinutes()));
    }
    if (switching.restartUsdPerMw() != null) {
      words.add(Notation.usd(switching.restartUsdPerMw()) + "/MW a start");
    }
    if (switching.warmUpMinutes() != null) {
      words.add("warm after " + Notation.number(switching.warmUpMinutes(), "0.#") + " min");
    }
    if (switching.maxStartsPerDay() != null) {
      words.add("≤ " + switching.maxStartsPerDay() + " starts a day");
    }
    return words.isEmpty() ? "switching is free" : String.join(", ", words);
  }

  private static String time(int minutes) {
    return minutes % 60 == 0 ? Wording.hours(minutes / 60) : minutes + " min";
  }
}
