package busbar.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import busbar.assessment.Firing;
import busbar.assessment.Outlook;
import busbar.assessment.Parameters;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveRulebookTest {
  private static final LocalDate DAY = LocalDate.of(2026, 2, 12);
  private static final Instant NOW = Instant.parse("2026-02-12T06:05:00Z");

  private static final Logger DROOLS = Logger.getLogger("org.drools");

  @TempDir Path folder;

  private LiveRulebook live() {
    new SmallRules().writeTo(folder);
    return new LiveRulebook(Rulebook.load(folder, Set.of()), Set.of());
  }

  @Test
  void aGoodChangeIsPutInForce() {
    try (LiveRulebook live = live()) {
      String before = live.current().hash();
      new SmallRules().replace("A small rule", "A better rule").writeTo(folder);

      assertThat(live.reload(folder, NOW)).isTrue();

      assertThat(live.current().hash()).isNotEqualTo(before);
      assertThat(live.current().listRules().get(0).title()).isEqualTo("A better rule");
      assertThat(live.lastRefusal()).isEmpty();
    }
  }

  @Test
  void aBadChangeLeavesTheLastGoodRulebookInForce() {
    try (LiveRulebook live = live()) {
      String good = live.current().hash();
      new SmallRules().replace("plan.offHours <", "plan.offHrs <").writeTo(folder);

      assertThat(live.reload(folder, NOW)).isFalse();

      assertThat(live.current().hash()).isEqualTo(good);
      assertThat(live.lastRefusal().orElseThrow().at()).isEqualTo(NOW);
      assertThat(live.lastRefusal().orElseThrow().problems())
          .singleElement()
          .satisfies(problem -> assertThat(problem.rule()).isEqualTo("RUN-01"));
      assertThat(live.<List<Firing>>use(rules -> rules.fire(List.of(outlook(rules)), false)))
          .isNotNull();

      new SmallRules().writeTo(folder);
      assertThat(live.reload(folder, NOW)).isTrue();
      assertThat(live.lastRefusal()).isEmpty();
    }
  }

  @Test
  void anUnchangedFolderKeepsTheSameRulebook() throws Exception {
    try (LiveRulebook live = live()) {
      Rulebook before = live.current();
      Files.writeString(folder.resolve("README.md"), "Another word");

      assertThat(live.reload(folder, NOW)).isTrue();
      assertThat(live.current()).isSameAs(before);
    }
  }

  @Test
  void anEvaluationUnderWayEndsWithTheRulebookThatItBeganWith() throws Exception {
    try (LiveRulebook live = live()) {
      CountDownLatch begun = new CountDownLatch(1);
      CountDownLatch reloaded = new CountDownLatch(1);
      ExecutorService thread = Executors.newSingleThreadExecutor();
      try {
        Future<Integer> underWay =
            thread.submit(
                () ->
                    live.use(
                        rules -> {
                          begun.countDown();
                          await(reloaded);
                          return rules.fire(List.of(running(rules)), true).size();
                        }));
        begun.await();
        new SmallRules().replace("A small rule", "A better rule").writeTo(folder);
        assertThat(live.reload(folder, NOW)).isTrue();
        reloaded.countDown();

        assertThat(underWay.get(30, TimeUnit.SECONDS)).isEqualTo(1);
      } finally {
        thread.shutdownNow();
      }
    }
  }

  @Test
  void onceClosedNothingIsFired() {
    LiveRulebook live = live();
    live.close();

    assertThatThrownBy(() -> live.use(Rulebook::hash)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void threadsThatFireDuringReloadsGetRightAnswers() throws Exception {
    try (LiveRulebook live = live()) {
      ExecutorService threads = Executors.newFixedThreadPool(4);
      AtomicBoolean done = new AtomicBoolean();
      try {
        List<Future<Integer>> results = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
          long seed = i;
          results.add(
              threads.submit(
                  () -> {
                    int checked = 0;
                    while (!done.get() || checked == 0) {
                      live.use(rules -> checkSmall(rules, seed));
                      checked++;
                    }
                    return checked;
                  }));
        }
        for (int reload = 0; reload < 12; reload++) {
          new SmallRules()
              .replace("A small rule", "Rule number " + reload)
              .replaceIn(SmallRules.PARAMETERS, "value: 5", "value: " + (4 + reload % 2))
              .writeTo(folder);
          assertThat(live.reload(folder, NOW)).isTrue();
        }
        done.set(true);
        for (Future<Integer> result : results) {
          assertThat(result.get(60, TimeUnit.SECONDS)).isPositive();
        }
      } finally {
        done.set(true);
        threads.shutdownNow();
      }
    }
  }

  /** Fires on random outlooks and compares with what the small rule says. */
  private static boolean checkSmall(Rulebook rules, long seed) {
    Parameters parameters = rules.parameters(DAY, Map.of());
    String title = rules.listRules().get(0).title();
    RandomFacts random = new RandomFacts(seed, parameters);
    List<Outlook> outlooks = Stream.generate(random::outlook).limit(50).toList();
    List<String> expected =
        outlooks.stream()
            .filter(outlook -> outlook.plan().offHours() < parameters.get("most-hours"))
            .map(outlook -> outlook.block().id() + " " + title)
            .toList();
    List<String> said =
        rules.fire(outlooks, true).stream()
            .map(firing -> firing.block() + " " + firing.reason().orElseThrow().title())
            .toList();
    assertThat(said).isEqualTo(expected);
    return true;
  }

  @Test
  void aReplacedRulebookIsLetGo() {
    // Quarkus keeps log records until it starts, here for ever, and with them what they are about.
    DROOLS.setLevel(Level.WARNING);
    // Drools keeps the very first class loader that it compiled with, and no other.
    new SmallRules().load().dispose();
    try (LiveRulebook live = live()) {
      List<WeakReference<ClassLoader>> former = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        live.use(rules -> checkSmall(rules, 1));
        former.add(new WeakReference<>(live.current().classLoader()));
        new SmallRules().replace("A small rule", "Rule number " + i).writeTo(folder);
        assertThat(live.reload(folder, NOW)).isTrue();
      }
      live.use(rules -> checkSmall(rules, 1));

      Awaitility.await()
          .atMost(30, TimeUnit.SECONDS)
          .until(
              () -> {
                System.gc();
                return former.stream().allMatch(reference -> reference.get() == null);
              });
    }
  }

  private static Outlook outlook(Rulebook rules) {
    return new RandomFacts(1, rules.parameters(DAY, Map.of())).outlook();
  }

  private static Outlook running(Rulebook rules) {
    RandomFacts random = new RandomFacts(1, rules.parameters(DAY, Map.of()));
    return Stream.generate(random::outlook)
        .filter(outlook -> outlook.plan().offHours() == 0)
        .findFirst()
        .orElseThrow();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
