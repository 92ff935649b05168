package busbar.web;

import busbar.assessment.Action;
import busbar.units.Notation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a MWh earns in each block, on the strip's own axis of megawatts, against the price of power.
 *
 * <p>Horizontal places are shares of the plot's width, laid out at the least width it can have;
 * vertical places are px from the top of the plot. A label that has no room is left out here: the
 * table beside the picture holds every value.
 *
 * @param height of the picture, block names included
 * @param floor where the plot ends
 * @param zero where nothing is earned
 * @param price absent where no price of the day is known
 */
record ValueLadder(
    double height,
    double floor,
    double zero,
    List<GridLine> grid,
    List<Bar> bars,
    List<Text> texts,
    @Nullable PriceLine price,
    String spoken) {

  static final double FONT = 12;
  private static final double HEAD = 20;
  private static final double LINE = 16;
  private static final double NEAR_PRICE = 16;
  private static final double APART = 4;

  /**
   * One block as it is drawn.
   *
   * @param earnsUsdPerMwh what a MWh earns mining; NaN where it is not known
   * @param hostingUsdPerMwh what it would earn as AI hosting; NaN where nobody offers
   * @param clearsPercent share of the coming year's hours in which it earns; NaN where not known
   */
  record Block(
      Action action,
      String name,
      double mw,
      double earnsUsdPerMwh,
      double hostingUsdPerMwh,
      double clearsPercent) {}

  /** The day's power price, USD/MWh. */
  record Price(double average, double lowest, double highest) {}

  record GridLine(double y, String label) {}

  /**
   * @param top of the bar; the floor where its value is not known
   * @param hostingTop absent without an offer that earns anything
   */
  record Bar(
      Action action,
      double from,
      double width,
      double top,
      double height,
      boolean known,
      @Nullable Double hostingTop,
      double hostingHeight) {
    /** Tall enough that the outline's lower edge is out of sight. */
    public double tall() {
      return height + 6;
    }

    public double hostingTall() {
      return hostingHeight + 6;
    }

    double to() {
      return from + width;
    }
  }

  /**
   * @param kind how it is set: earns, hosting, clears or name
   * @param at the share of the width that its middle is over
   * @param baseline of its letters, px
   */
  record Text(String kind, String words, double at, double baseline, double width) {}

  /**
   * @param bandTop of the band from the day's lowest to its highest hour
   * @param labelTop of the label in the gutter, kept inside the picture
   * @param high the day's highest price, marked where it is beyond the picture
   */
  record PriceLine(
      double y,
      double bandTop,
      double bandHeight,
      double labelTop,
      String average,
      String low,
      String high) {}

  /** Baseline of the word that is printed across a picture of sample data. */
  public double watermark() {
    return floor / 2 + 20;
  }

  /**
   * @param leastWidth the least width that the plot can have, px
   * @param plotHeight from its head to its floor, px
   * @param price absent where no price of the day is known
   */
  static ValueLadder of(
      List<Block> blocks, @Nullable Price price, double leastWidth, double plotHeight) {
    return new Drawing(blocks, price, leastWidth, plotHeight).draw();
  }

  /** A rectangle of px at the least width that a text may not touch. */
  private record Box(double left, double top, double right, double bottom) {
    Box withoutAir() {
      return new Box(left + APART, top, right - APART, bottom);
    }

    boolean touches(Box other) {
      return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
    }
  }

  private static final class Drawing {
    private final List<Block> blocks;
    private final @Nullable Price price;
    private final double leastWidth;
    private final double floorY;
    private final double bottomValue;
    private final double topValue;
    private final double step;
    private final List<Box> taken = new ArrayList<>();
    private final List<Text> texts = new ArrayList<>();

    Drawing(List<Block> blocks, @Nullable Price price, double leastWidth, double plotHeight) {
      this.blocks = blocks;
      this.price = price;
      this.leastWidth = leastWidth;
      this.floorY = HEAD + plotHeight;
      double highest =
          Stream.concat(
                  blocks.stream().flatMap(b -> Stream.of(b.earnsUsdPerMwh, b.hostingUsdPerMwh)),
                  Stream.ofNullable(price).map(Price::average))
              .filter(Double::isFinite)
              .mapToDouble(Double::doubleValue)
              .max()
              .orElse(0);
      double lowest =
          price == null
              ? 0
              : DoubleStream.of(0, price.average, Math.max(price.lowest, -0.25 * highest))
                  .min()
                  .orElse(0);
      this.step = niceStep(Math.max(highest, 1) - lowest);
      this.topValue = Math.max(step, Math.ceil(highest / step - 1e-9) * step);
      this.bottomValue = lowest;
    }

    /** The smallest of 1, 2 and 5 times a power of ten that cuts the span into at most five. */
    private static double niceStep(double span) {
      double power = Math.pow(10, Math.floor(Math.log10(span / 5)));
      return DoubleStream.of(1, 2, 5, 10)
          .map(factor -> factor * power)
          .filter(step -> span / step <= 5 + 1e-9)
          .findFirst()
          .orElse(10 * power);
    }

    private double y(double value) {
      double clipped = Math.min(topValue, Math.max(bottomValue, value));
      return floorY - (clipped - bottomValue) / (topValue - bottomValue) * (floorY - HEAD);
    }

    ValueLadder draw() {
      List<Bar> bars = bars();
      PriceLine line = price == null ? null : priceLine(price);
      if (line != null) {
        taken.add(new Box(0, line.y - 3, leastWidth, line.y + 3));
      }
      List<Integer> widestFirst =
          Stream.iterate(0, i -> i + 1)
              .limit(bars.size())
              .sorted(Comparator.comparingDouble(i -> -bars.get(i).width))
              .toList();
      widestFirst.forEach(i -> value(bars, i, line));
      widestFirst.forEach(i -> hosting(bars, i));
      widestFirst.forEach(i -> clears(bars, i));
      widestFirst.forEach(i -> name(bars.get(i), blocks.get(i)));
      double lowestText =
          texts.stream()
              .filter(text -> text.kind.equals("name"))
              .mapToDouble(Text::baseline)
              .max()
              .orElse(floorY);
      return new ValueLadder(
          lowestText + 6, floorY, y(0), grid(), bars, List.copyOf(texts), line, spoken());
    }

    private List<Bar> bars() {
      double total = blocks.stream().mapToDouble(Block::mw).sum();
      List<Bar> bars = new ArrayList<>();
      double from = 0;
      for (Block block : blocks) {
        double width = block.mw / total;
        boolean known = Double.isFinite(block.earnsUsdPerMwh);
        double top = known ? y(Math.max(0, block.earnsUsdPerMwh)) : HEAD;
        boolean offered = block.hostingUsdPerMwh > 0;
        double hostingTop = offered ? y(block.hostingUsdPerMwh) : y(0);
        bars.add(
            new Bar(
                block.action,
                from,
                width,
                top,
                y(0) - top,
                known,
                offered ? (Double) hostingTop : null,
                y(0) - hostingTop));
        from += width;
      }
      return bars;
    }

    private List<GridLine> grid() {
      List<GridLine> lines = new ArrayList<>();
      double first = Math.ceil(bottomValue / step - 1e-9) * step;
      for (double value = first; value < topValue + step / 2; value += step) {
        double rounded = Math.rint(value / step) * step;
        lines.add(new GridLine(y(rounded), Notation.number(rounded, "#,##0.##")));
      }
      return lines;
    }

    private PriceLine priceLine(Price known) {
      double y = y(known.average);
      double bandTop = y(known.highest);
      double labelTop = Math.min(Math.max(0, y - 26), floorY - 60);
      return new PriceLine(
          y,
          bandTop,
          y(known.lowest) - bandTop,
          labelTop,
          Notation.usdCents(known.average) + "/MWh",
          "hours " + Notation.usdCents(known.lowest),
          (known.highest > topValue ? "to ▲ " : "to ") + Notation.usdCents(known.highest));
    }

    private double middlePx(Bar bar) {
      return (bar.from + bar.width / 2) * leastWidth;
    }

    /** Above its bar, or inside where that would be near the price line or out of the picture. */
    private void value(List<Bar> bars, int index, @Nullable PriceLine line) {
      Bar bar = bars.get(index);
      if (!bar.known) {
        put(bars, index, "earns", "—", y(0) - 8, true);
        return;
      }
      boolean nearPrice = line != null && Math.abs(line.y - (bar.top - 8)) < NEAR_PRICE;
      for (String words : figures(blocks.get(index).earnsUsdPerMwh)) {
        if (!nearPrice && put(bars, index, "earns", words, bar.top - 5, false)) {
          return;
        }
        if (putBelow(bars, index, "earns", words, bar.top, bar.height)) {
          return;
        }
      }
    }

    /** In full, and as a narrow bar may show it. */
    private static List<String> figures(double usdPerMwh) {
      return List.of(
          Notation.usdCents(usdPerMwh), "$" + Notation.number(Math.max(0, usdPerMwh), "#,##0"));
    }

    /** As near below an outline as there is room. */
    private boolean putBelow(
        List<Bar> bars, int index, String kind, String words, double top, double height) {
      for (double drop = 16; drop <= height - 6; drop += 6) {
        if (put(bars, index, kind, words, top + drop, true)) {
          return true;
        }
      }
      return false;
    }

    private void hosting(List<Bar> bars, int index) {
      Double top = bars.get(index).hostingTop;
      if (top == null) {
        return;
      }
      for (String words : figures(blocks.get(index).hostingUsdPerMwh)) {
        if (put(bars, index, "hosting", words, top - 5, false)
            || putBelow(bars, index, "hosting", words, top, bars.get(index).hostingHeight)) {
          return;
        }
      }
    }

    private void clears(List<Bar> bars, int index) {
      double percent = blocks.get(index).clearsPercent;
      if (!Double.isFinite(percent)) {
        return;
      }
      String words = Notation.number(percent, "0.0") + " %";
      String whole = Notation.number(percent, "0") + " %";
      for (String text :
          List.of("clears " + words + " of hours", "clears " + words, words, whole)) {
        if (put(bars, index, "clears", text, y(0) - 6, true)) {
          return;
        }
      }
    }

    /** In full if there is room in two lines, else without its maker. */
    private void name(Bar bar, Block block) {
      String model = block.name.substring(block.name.indexOf(' ') + 1);
      for (String words : List.of(block.name, model)) {
        for (double baseline : List.of(floorY + LINE, floorY + 2 * LINE)) {
          if (putName(words, middlePx(bar), baseline)) {
            return;
          }
        }
      }
    }

    private boolean putName(String words, double middle, double baseline) {
      double width = TextWidth.regular(words, FONT);
      Box box = box(middle, width, baseline);
      if (box.left + APART < 0
          || box.right - APART > leastWidth
          || taken.stream().anyMatch(box::touches)) {
        return false;
      }
      taken.add(box);
      texts.add(new Text("name", words, middle / leastWidth, baseline, width));
      return true;
    }

    /** What a text takes, with a little air at its sides. */
    private static Box box(double middle, double width, double baseline) {
      return new Box(
          middle - width / 2 - APART, baseline - 11, middle + width / 2 + APART, baseline + 3);
    }

    /** Sets a text over the middle of a block if it has room. */
    private boolean put(
        List<Bar> bars, int index, String kind, String words, double baseline, boolean inside) {
      Bar bar = bars.get(index);
      double width =
          kind.equals("clears") ? TextWidth.regular(words, FONT) : TextWidth.bold(words, FONT);
      double middle = middlePx(bar);
      Box box = box(middle, width, baseline);
      if (box.top < 0 || box.left + APART < 0 || box.right - APART > leastWidth) {
        return false;
      }
      if (inside && (width + APART > bar.width * leastWidth || baseline > y(0) - 2)) {
        return false;
      }
      boolean crossesOutline =
          IntStream.range(0, bars.size())
              .anyMatch(
                  i ->
                      i == index
                          ? crosses(box, bar.hostingTop) || crosses(box, bar.top)
                          : box.withoutAir().touches(outline(bars.get(i))));
      if (crossesOutline || taken.stream().anyMatch(box::touches)) {
        return false;
      }
      taken.add(box);
      texts.add(new Text(kind, words, middle / leastWidth, baseline, width));
      return true;
    }

    private static boolean crosses(Box box, @Nullable Double y) {
      return y != null && box.top < y - 1 && y + 1 < box.bottom;
    }

    private Box outline(Bar bar) {
      double top = Math.min(bar.top, Objects.requireNonNullElse(bar.hostingTop, bar.top));
      return new Box(bar.from * leastWidth, top, bar.to() * leastWidth, y(0));
    }

    private String spoken() {
      String each =
          String.join(
              "; ",
              blocks.stream()
                  .map(b -> b.name + " earns " + Notation.usdCents(b.earnsUsdPerMwh) + "/MWh")
                  .toList());
      return price == null
          ? each
          : each + "; power averages " + Notation.usdCents(price.average) + "/MWh";
    }
  }
}
