package busbar.benchmark;

import busbar.advice.Assessor;
import busbar.replay.RealPrices;
import busbar.replay.ReplayResult;
import busbar.replay.ReplayedYears;
import busbar.rulebook.Rulebook;
import java.nio.file.Path;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A year of hours of ERCOT replayed, rules and all, with its yardsticks, for one group and for
 * five. Needs the shared data.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 5)
@Measurement(iterations = 3, time = 5)
@Fork(1)
public class ReplayBenchmark {
  @Param({"1", "5"})
  public int groups = 1;

  private ReplayedYears years = ReplayedYears.NONE;
  private Rulebook rulebook = Rulebook.load(Path.of("rules"), Assessor.PARAMETERS);

  @Setup
  public void read() {
    if (!RealPrices.arePresent()) {
      throw new IllegalStateException("../shared/data is absent: nothing to replay");
    }
    years = ReplayedYears.of(2025, groups);
  }

  @TearDown
  public void dispose() {
    rulebook.dispose();
  }

  @Benchmark
  public ReplayResult year() {
    return years.replay(rulebook);
  }
}
