package busbar.duties;

import busbar.units.HourSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which rigs of a layer are taken, and in which hours: a rig answers one event or award at a time.
 */
final class Claims {
  /** Rigs of a layer, counted from its bottom; {@code to} is not among them. */
  record Span(int from, int to) {
    int rigs() {
      return to - from;
    }

    boolean holds(int rig) {
      return rig >= from && rig < to;
    }
  }

  private record Claim(Span span, HourSet hours) {}

  private final Span layer;
  private final List<Claim> claims = new ArrayList<>();

  /**
   * @param from the lowest rig that may be taken
   * @param to the one above the highest
   */
  Claims(int from, int to) {
    this.layer = new Span(from, to);
  }

  /** Takes as many rigs as are free in all of the hours and wanted, the lowest first. */
  List<Span> takeFromBottom(int wanted, HourSet hours) {
    List<Span> taken = new ArrayList<>();
    int missing = wanted;
    for (Span free : free(hours)) {
      int rigs = Math.min(missing, free.rigs());
      take(new Span(free.from, free.from + rigs), hours, taken);
      missing -= rigs;
    }
    return taken;
  }

  /** The same, the highest first. */
  List<Span> takeFromTop(int wanted, HourSet hours) {
    List<Span> taken = new ArrayList<>();
    List<Span> free = free(hours);
    int missing = wanted;
    for (int i = free.size() - 1; i >= 0; i--) {
      int rigs = Math.min(missing, free.get(i).rigs());
      take(new Span(free.get(i).to - rigs, free.get(i).to), hours, taken);
      missing -= rigs;
    }
    return taken;
  }

  private void take(Span span, HourSet hours, List<Span> taken) {
    if (span.rigs() > 0) {
      claims.add(new Claim(span, hours));
      taken.add(span);
    }
  }

  /** What is taken in none of the hours, from the bottom up. */
  private List<Span> free(HourSet hours) {
    List<Span> taken =
        claims.stream()
            .filter(claim -> claim.hours.intersects(hours))
            .map(Claim::span)
            .sorted(Comparator.comparingInt(Span::from))
            .toList();
    List<Span> free = new ArrayList<>();
    int from = layer.from;
    for (Span span : taken) {
      if (span.from > from) {
        free.add(new Span(from, span.from));
      }
      from = Math.max(from, span.to);
    }
    if (from < layer.to) {
      free.add(new Span(from, layer.to));
    }
    return free;
  }
}
