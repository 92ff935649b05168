package busbar.web;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rounds parts so that they still add up to the rounded whole: every part is rounded down, then the
 * largest remainders are rounded up.
 */
final class Shares {
  private Shares() {}

  /** Tenths of each value, adding up to the rounded tenths of their sum. */
  static int[] tenths(List<Double> values) {
    double sum = values.stream().mapToDouble(Double::doubleValue).sum();
    return round((int) Math.round(sum * 10), values.stream().mapToDouble(v -> v * 10).toArray());
  }

  /** A whole number split in proportion to the weights; all zero where the weights are. */
  static int[] split(int total, List<Double> weights) {
    double sum = weights.stream().mapToDouble(Double::doubleValue).sum();
    return sum <= 0
        ? new int[weights.size()]
        : round(total, weights.stream().mapToDouble(weight -> weight / sum * total).toArray());
  }

  private static int[] round(int total, double[] quotas) {
    int[] parts = new int[quotas.length];
    for (int i = 0; i < parts.length; i++) {
      // A quota that is whole but for the last bit of a double is whole.
      parts[i] = (int) Math.floor(quotas[i] + 1e-9);
    }
    int rest = total - Arrays.stream(parts).sum();
    IntStream.range(0, parts.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> parts[i] - quotas[i]))
        .limit(rest)
        .forEach(i -> parts[i]++);
    return parts;
  }
}
