package busbar.benchmark;

import busbar.planning.GeneratedPlans;
import busbar.planning.GroupSchedule;
import busbar.planning.GroupScheduler;
import busbar.planning.GroupSchedulingProblem;
import busbar.planning.SiteSchedule;
import busbar.planning.SiteScheduler;
import busbar.planning.SiteSchedulingProblem;
import busbar.planning.SlowPlans;
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
 * Two days, and four, of 5-minute intervals at six profiles with minimum times: one group, ten and
 * twenty groups under a cap, a demand charge, a block and a limit on starts; and one group by the
 * twins of the tests: a mixed-integer program, and a table over every state and the time spent in
 * it, which tells the value alone and knows neither constraints nor the plan, its reasons or what
 * policies would earn.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class PlannerBenchmark {
  @Param({"576", "1152"})
  public int intervals = 576;

  private GroupSchedulingProblem group = GeneratedPlans.group(7, 1);
  private SiteSchedulingProblem tenGroups = GeneratedPlans.site(1, 1);
  private SiteSchedulingProblem twentyGroups = GeneratedPlans.site(1, 1);

  @Setup
  public void draw() {
    group = GeneratedPlans.group(7, intervals);
    tenGroups = GeneratedPlans.site(10, intervals);
    twentyGroups = GeneratedPlans.site(20, intervals);
  }

  @Benchmark
  public GroupSchedule oneGroup() {
    return GroupScheduler.schedule(group);
  }

  @Benchmark
  public double oneGroupByAMixedIntegerProgram() {
    return SlowPlans.bestUsdByProgram(group);
  }

  @Benchmark
  public double valueOfOneGroupByATable() {
    return SlowPlans.bestUsd(group);
  }

  @Benchmark
  public SiteSchedule tenCoupledGroups() {
    return SiteScheduler.schedule(tenGroups);
  }

  @Benchmark
  public SiteSchedule twentyCoupledGroups() {
    return SiteScheduler.schedule(twentyGroups);
  }
}
