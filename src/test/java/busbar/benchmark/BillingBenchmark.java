package busbar.benchmark;

import busbar.billing.AvoidablePrices;
import busbar.billing.Bill;
import busbar.billing.RichBill;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A year of load under a tariff of every kind of charge with an index of 5 minutes: its bill, its
 * avoidable prices, and the bill by the slow twin of the tests. With {@code -prof gc} what a bill
 * allocates is seen not to follow the intervals; avoidable prices hold their answer besides.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class BillingBenchmark {
  @Param({"5", "60"})
  public int intervalMinutes = 5;

  private RichBill rich = RichBill.ofYear(60);

  @Setup
  public void load() {
    rich = RichBill.ofYear(intervalMinutes);
  }

  @Benchmark
  public Bill bill() {
    return rich.bill();
  }

  @Benchmark
  public AvoidablePrices avoidablePrices() {
    return rich.avoidablePrices();
  }

  @Benchmark
  public double billOfTheSlowTwin() {
    return rich.slowUsd();
  }
}
