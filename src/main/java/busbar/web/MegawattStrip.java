package busbar.web;

import busbar.assessment.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A site's megawatts as one bar: a segment an action, as wide as its MW.
 *
 * <p>Horizontal places are shares of the picture's width, so that it may grow; they are laid out at
 * the least width it can have, and growing only moves labels apart. Vertical places are px.
 *
 * @param height of the whole picture
 * @param barTop where the bar begins, below its callouts
 * @param callouts labels that do not fit their segment, above the bar
 * @param spoken the same in words
 */
record MegawattStrip(
    double height, double barTop, List<Segment> segments, List<Callout> callouts, String spoken) {

  static final double BAR_HEIGHT = 36;
  static final double FONT = 14;
  static final double GLYPH = 18;
  private static final double LEVEL = 20;
  private static final double TICK_BELOW = 3;
  private static final double PADDING = 24;
  private static final double APART = 8;
  private static final double BESIDE_LEADER = 5;
  private static final double CROSSING = 10;

  /**
   * One action's part of a site.
   *
   * @param tenths its MW in tenths, as printed
   * @param note what is said after the MW, such as the hours that are off
   */
  record Part(Action action, double mw, int tenths, String note) {
    String shortLabel() {
      return action.name() + " " + Wording.mw(tenths, mw) + " MW";
    }

    String fullLabel() {
      return note.isEmpty() ? shortLabel() : shortLabel() + " · " + note;
    }
  }

  /**
   * @param tick whether it is too narrow for anything but a line
   * @param label absent where it is called out or, on a phone, named in the rows below
   */
  record Segment(Action action, double from, double width, boolean tick, @Nullable Label label) {
    public double middle() {
      return from + width / 2;
    }
  }

  /** A label inside its segment, from {@code left} px after the segment's beginning. */
  record Label(String text, double left, double plateWidth) {
    public double textLeft() {
      return left + GLYPH;
    }

    public double plateLeft() {
      return left - 6;
    }
  }

  /**
   * @param leader where its line rises
   * @param at the share of the width that its text is placed from
   * @param shift of its left edge from there, px
   * @param top of the text's line, px
   */
  record Callout(
      Action action,
      String text,
      double leader,
      double at,
      double shift,
      double top,
      double width) {
    /** Behind the text, so that no leader runs through its letters. */
    public double plateWidth() {
      return width + 4;
    }

    /** Where the leader ends: under its text, or beside it. */
    public double lineTop() {
      return top + (shift == BESIDE_LEADER || shift == -width - BESIDE_LEADER ? 4 : LEVEL - 1);
    }

    double leftPx(double pictureWidth) {
      return at * pictureWidth + shift;
    }

    double rightPx(double pictureWidth) {
      return leftPx(pictureWidth) + width;
    }
  }

  /**
   * @param parts in strip order, those without MW left out
   * @param leastWidth the least width that the picture can have, px
   * @param calledOut whether labels that do not fit are called out, or left to the rows below
   */
  static MegawattStrip of(List<Part> parts, double leastWidth, boolean calledOut) {
    double total = parts.stream().mapToDouble(Part::mw).sum();
    List<Segment> segments = new ArrayList<>();
    List<Pending> pending = new ArrayList<>();
    double from = 0;
    for (Part part : parts) {
      double width = part.mw / total;
      Optional<Label> label = inside(part, width * leastWidth);
      Segment segment =
          new Segment(
              part.action, from, width, width * leastWidth < TICK_BELOW, label.orElse(null));
      segments.add(segment);
      if (calledOut && label.isEmpty()) {
        pending.add(new Pending(part, segment.middle()));
      }
      from += width;
    }
    List<Spot> spots = place(pending, leastWidth);
    int levels = spots.stream().mapToInt(spot -> spot.level + 1).max().orElse(0);
    List<Callout> callouts = new ArrayList<>();
    for (int i = 0; i < spots.size(); i++) {
      Spot spot = spots.get(i);
      callouts.add(
          new Callout(
              pending.get(i).part.action,
              pending.get(i).part.fullLabel(),
              pending.get(i).middle,
              spot.at,
              spot.shift,
              (levels - 1 - spot.level) * LEVEL,
              pending.get(i).width()));
    }
    double barTop = levels * LEVEL + (levels > 0 ? 4 : 0);
    return new MegawattStrip(barTop + BAR_HEIGHT, barTop, segments, callouts, spoken(parts));
  }

  /** A tick stands out above the bar, so that it is not lost beside its neighbours. */
  public double tickTop() {
    return Math.max(0, barTop - 4);
  }

  private static String spoken(List<Part> parts) {
    return String.join(", ", parts.stream().map(Part::fullLabel).toList());
  }

  private static Optional<Label> inside(Part part, double segmentWidth) {
    for (String text : List.of(part.fullLabel(), part.shortLabel())) {
      double width = GLYPH + TextWidth.bold(text, FONT);
      if (width + PADDING <= segmentWidth) {
        return Optional.of(new Label(text, PADDING / 2, width + 12));
      }
    }
    return Optional.empty();
  }

  private record Pending(Part part, double middle) {
    double width() {
      return GLYPH + TextWidth.bold(part.fullLabel(), FONT);
    }
  }

  /** One way of placing a callout. */
  private record Spot(
      int level, double at, double shift, double left, double right, double leader, double cost) {
    /** Keeps the order of the leaders too, so that a wider picture only moves texts apart. */
    boolean overlaps(Spot other) {
      boolean first = leader < other.leader;
      Spot before = first ? this : other;
      Spot after = first ? other : this;
      return level == other.level && before.right + APART > after.left;
    }

    /** Whether the leader of the higher one would pass behind the text of the lower one. */
    boolean crosses(Spot other) {
      boolean first = leader < other.leader;
      Spot before = first ? this : other;
      Spot after = first ? other : this;
      if (level == other.level) {
        return false;
      }
      return before.level < after.level
          ? after.leader < before.right + BESIDE_LEADER / 2
          : before.leader > after.left - BESIDE_LEADER / 2;
    }
  }

  /** The cheapest spots without overlap: no crossing, low lines, over the segment if it can be. */
  private static List<Spot> place(List<Pending> pending, double pictureWidth) {
    Search search = new Search(pending, pictureWidth);
    search.from(0, 0);
    return search.best;
  }

  private static final class Search {
    private final List<List<Spot>> choices;
    private final List<Spot> chosen = new ArrayList<>();
    private List<Spot> best = List.of();
    private double bestCost = Double.POSITIVE_INFINITY;

    Search(List<Pending> pending, double pictureWidth) {
      choices = pending.stream().map(p -> spots(p, pictureWidth, pending.size())).toList();
    }

    void from(int index, double cost) {
      if (cost >= bestCost) {
        return;
      }
      if (index == choices.size()) {
        best = List.copyOf(chosen);
        bestCost = cost;
        return;
      }
      for (Spot spot : choices.get(index)) {
        if (chosen.stream().noneMatch(spot::overlaps)) {
          long crossings = chosen.stream().filter(spot::crosses).count();
          chosen.add(spot);
          from(index + 1, cost + spot.cost + CROSSING * crossings);
          chosen.remove(chosen.size() - 1);
        }
      }
    }

    private static List<Spot> spots(Pending pending, double pictureWidth, int levels) {
      double width = pending.width();
      double leader = pending.middle * pictureWidth;
      List<Spot> spots = new ArrayList<>();
      for (int level = 0; level < levels; level++) {
        double[] shifts = {-width / 2, -width - BESIDE_LEADER, BESIDE_LEADER};
        for (int i = 0; i < shifts.length; i++) {
          double left = leader + shifts[i];
          if (left >= 0 && left + width <= pictureWidth) {
            double cost = level + (i == 0 ? 0 : 0.4);
            spots.add(new Spot(level, pending.middle, shifts[i], left, left + width, leader, cost));
          }
        }
        if (leader - width / 2 < 0) {
          spots.add(new Spot(level, 0, 0, 0, width, leader, level + 0.2));
        }
        if (leader + width / 2 > pictureWidth) {
          double left = pictureWidth - width;
          spots.add(new Spot(level, 1, -width, left, pictureWidth, leader, level + 0.2));
        }
      }
      return spots;
    }
  }
}
