package busbar.benchmark;

import busbar.advice.Assessor;
import busbar.advice.CanonicalJson;
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

/** All sites of a day on all processors, each written as its document; nothing is stored. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 3)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
public class DailyRunBenchmark {
  @Param({"1000", "10000"})
  public int sites = 1000;

  @Param({"drools", "plain-java"})
  public String rules = "drools";

  private Assessor assessor = new Assessor(Engines.rules("plain-java"), "benchmark");
  private List<SiteDay> days = List.of();

  @Setup
  public void load() {
    assessor = new Assessor(Engines.rules(rules), "benchmark");
    days = Engines.days(sites);
  }

  @Benchmark
  public long dailyRun() {
    return days.parallelStream()
        .mapToLong(day -> CanonicalJson.write(assessor.assess(day)).length())
        .sum();
  }
}
