package busbar.urdb;

import busbar.tariff.Days;
import busbar.tariff.When;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Hours of the year by month, weekday or weekend, and hour of the clock. */
final class Hours {
  private static final int ALL_DAY = (1 << 24) - 1;
  private static final List<Integer> ALL_YEAR = IntStream.rangeClosed(1, 12).boxed().toList();

  /** A name with more parts than this says less than a number. */
  private static final int MOST_PARTS = 3;

  /** One bit an hour, by month from January. */
  private final int[] weekdays = new int[12];

  private final int[] weekends = new int[12];

  void add(int month, boolean weekend, int hour) {
    (weekend ? weekends : weekdays)[month] |= 1 << hour;
  }

  void addMonth(int month) {
    weekdays[month] = ALL_DAY;
    weekends[month] = ALL_DAY;
  }

  boolean isEmpty() {
    return months().isEmpty();
  }

  /** The months in which there is any, 1 to 12. */
  List<Integer> months() {
    return ALL_YEAR.stream().filter(m -> (weekdays[m - 1] | weekends[m - 1]) != 0).toList();
  }

  /** Whether two of them hold in one month. */
  static boolean shareAMonth(List<Hours> all) {
    return all.stream().flatMap(hours -> hours.months().stream()).distinct().count()
        < all.stream().mapToInt(hours -> hours.months().size()).sum();
  }

  Hours plus(Hours other) {
    Hours sum = new Hours();
    for (int month = 0; month < 12; month++) {
      sum.weekdays[month] = weekdays[month] | other.weekdays[month];
      sum.weekends[month] = weekends[month] | other.weekends[month];
    }
    return sum;
  }

  /** The same as windows: months of equal days together, hours in runs; absent for all hours. */
  @Nullable List<When> when() {
    List<When> windows = new ArrayList<>();
    groups().forEach((group, months) -> windows.addAll(windows(group, months)));
    boolean always = windows.size() == 1 && windows.get(0).equals(new When(null, null, null, null));
    return always ? null : windows;
  }

  /** Hours that are the same in some months, on weekdays, at weekends or on all days. */
  private record Group(Days days, int hours) {}

  private Map<Group, List<Integer>> groups() {
    Map<Group, List<Integer>> groups = new LinkedHashMap<>();
    for (int month = 1; month <= 12; month++) {
      int weekday = weekdays[month - 1];
      int weekend = weekends[month - 1];
      if (weekday == weekend) {
        put(groups, Days.ALL, weekday, month);
      } else {
        put(groups, Days.WEEKDAY, weekday, month);
        put(groups, Days.WEEKEND, weekend, month);
      }
    }
    return groups;
  }

  private static void put(Map<Group, List<Integer>> groups, Days days, int hours, int month) {
    if (hours != 0) {
      groups.computeIfAbsent(new Group(days, hours), any -> new ArrayList<>()).add(month);
    }
  }

  private static List<When> windows(Group group, List<Integer> months) {
    List<Integer> inMonths = months.equals(ALL_YEAR) ? null : months;
    Days onDays = group.days() == Days.ALL ? null : group.days();
    if (group.hours() == ALL_DAY) {
      return List.of(new When(inMonths, onDays, null, null));
    }
    return runs(group.hours()).stream()
        .map(run -> new When(inMonths, onDays, run[0], run[1]))
        .toList();
  }

  /** Runs of hours, each with its first hour and its end, over midnight where they go on. */
  private static List<int[]> runs(int hours) {
    List<int[]> runs = new ArrayList<>();
    for (int hour = 0; hour < 24; hour++) {
      if (has(hours, hour) && !has(hours, hour - 1)) {
        int end = hour + 1;
        while (has(hours, end)) {
          end++;
        }
        runs.add(new int[] {hour, end > 24 ? end - 24 : end});
      }
    }
    return runs;
  }

  private static boolean has(int hours, int hour) {
    return (hours >> Math.floorMod(hour, 24) & 1) == 1;
  }

  /**
   * The hours in words, "Jun–Sep weekdays 13–20".
   *
   * @param otherwise where that would be too long
   */
  String words(String otherwise) {
    Map<List<Integer>, List<Group>> byMonths = new LinkedHashMap<>();
    groups()
        .forEach(
            (group, months) ->
                byMonths.computeIfAbsent(months, any -> new ArrayList<>()).add(group));
    int parts = byMonths.values().stream().mapToInt(List::size).sum();
    if (parts > MOST_PARTS) {
      return otherwise;
    }
    List<String> words = new ArrayList<>();
    byMonths.forEach(
        (months, groups) -> {
          String days = groups.stream().map(Hours::words).collect(Collectors.joining(" and "));
          String inMonths = monthWords(months);
          words.add((inMonths + " " + days).strip());
        });
    String name = String.join(", ", words);
    return name.isEmpty()
        ? "All hours"
        : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  private static String words(Group group) {
    String days =
        switch (group.days()) {
          case ALL -> "";
          case WEEKDAY -> "weekdays";
          case WEEKEND -> "weekends";
          case HOLIDAY, WEEKEND_OR_HOLIDAY -> throw new IllegalStateException("not in a schedule");
        };
    if (group.hours() == ALL_DAY) {
      return days;
    }
    String hours =
        runs(group.hours()).stream()
            .map(run -> run[0] + "–" + run[1])
            .collect(Collectors.joining(" and "));
    return (days + " " + hours).strip();
  }

  /** Months in words, over New Year where they go on: "Oct–May"; empty for all twelve. */
  static String monthWords(List<Integer> months) {
    if (months.size() == 12) {
      return "";
    }
    List<String> runs = new ArrayList<>();
    for (int month : months) {
      if (!months.contains(month == 1 ? 12 : month - 1)) {
        int end = month;
        while (months.contains(end % 12 + 1)) {
          end = end % 12 + 1;
        }
        runs.add(end == month ? name(month) : name(month) + "–" + name(end));
      }
    }
    return String.join(", ", runs);
  }

  private static String name(int month) {
    return Month.of(month).getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
  }
}
