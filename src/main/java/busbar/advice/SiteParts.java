package busbar.advice;

import busbar.contract.Clause;
import busbar.duties.Block;
import busbar.economics.OperatingPoints;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The parts of a site that do not bear upon each other: what a block of one part does is the same
 * whatever happens to the blocks of another. So a flip point needs but its block's part evaluated.
 *
 * <p>Blocks bear upon each other that an AI-hosting offer takes together, that one clause binds,
 * since it is honoured or breached as a whole, and that may have to share the grid connection.
 */
final class SiteParts {
  private final List<Integer> whole;
  private final List<List<Integer>> parts = new ArrayList<>();

  /** The lowest block of each block's part. */
  private final int[] first;

  private SiteParts(int blocks) {
    whole = IntStream.range(0, blocks).boxed().toList();
    first = IntStream.range(0, blocks).toArray();
  }

  /**
   * @param gridKw what the connection carries
   * @param peaksLimit whether demands that the day may raise limit what the site draws
   */
  static SiteParts of(List<Block> blocks, double gridKw, boolean peaksLimit) {
    SiteParts parts = new SiteParts(blocks.size());
    int offered = -1;
    Map<Clause, Integer> bound = new IdentityHashMap<>();
    for (int i = 0; i < blocks.size(); i++) {
      if (blocks.get(i).inOffer()) {
        offered = parts.join(offered, i);
      }
      for (Clause clause : clausesOf(blocks.get(i))) {
        bound.put(clause, parts.join(bound.getOrDefault(clause, -1), i));
      }
    }
    if (maySqueeze(blocks, gridKw, peaksLimit)) {
      parts.whole.forEach(i -> parts.join(0, i));
    }
    for (int lowest : parts.first) {
      parts.parts.add(parts.whole.stream().filter(i -> parts.first[i] == lowest).toList());
    }
    return parts;
  }

  private static List<Clause> clausesOf(Block block) {
    List<Clause> clauses = new ArrayList<>();
    block.events().forEach(event -> clauses.add(event.clause()));
    block.awards().forEach(award -> clauses.add(award.clause()));
    if (block.hosting() != null) {
      clauses.add(block.hosting());
    }
    return clauses;
  }

  /**
   * Whether the planner may have to take from one block what another draws. Default loads always
   * fit: what the connection cannot carry of them is off.
   */
  private static boolean maySqueeze(List<Block> blocks, double gridKw, boolean peaksLimit) {
    double most = 0;
    boolean anyAboveDefault = false;
    for (Block block : blocks) {
      if (!block.beyondConnection()) {
        OperatingPoints points = block.points();
        double kw = 0;
        for (int point = 0; point < points.count(); point++) {
          kw = Math.max(kw, points.kw(point));
        }
        anyAboveDefault |= kw > points.kw(0);
        most += kw;
      }
    }
    return anyAboveDefault && (peaksLimit || most > gridKw);
  }

  /** Makes the parts of two blocks one. */
  private int join(int one, int other) {
    if (one < 0) {
      return other;
    }
    int to = Math.min(first[one], first[other]);
    int from = Math.max(first[one], first[other]);
    for (int i = 0; i < first.length; i++) {
      first[i] = first[i] == from ? to : first[i];
    }
    return one;
  }

  /** All blocks. */
  List<Integer> whole() {
    return whole;
  }

  /** The blocks of the part in which a block lies, in order. */
  List<Integer> of(int block) {
    return parts.get(block);
  }
}
