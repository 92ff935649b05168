package busbar.benchmark;

import busbar.advice.Assessor;
import busbar.advice.Recommendation;
import busbar.advice.SiteDay;
import java.util.List;
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
 * One site of five groups: its full recommendation with trace and verified flip points. The rule
 * engine takes half a minute to become as fast as it stays.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 10, time = 3)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class AssessmentBenchmark {
  private static final int SITES = 100;

  @Param({"drools", "plain-java"})
  public String rules = "drools";

  private Assessor assessor = new Assessor(Engines.rules("plain-java"), "benchmark");
  private List<SiteDay> days = List.of();
  private int next;

  @Setup
  public void load() {
    assessor = new Assessor(Engines.rules(rules), "benchmark");
    days = Engines.days(SITES);
  }

  @Benchmark
  public Recommendation assessment() {
    next = (next + 1) % SITES;
    return assessor.assess(days.get(next));
  }
}
