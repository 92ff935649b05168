package busbar.advice;

import static org.assertj.core.api.Assertions.assertThat;

import busbar.assessment.Firing;
import busbar.duties.Block;
import busbar.rulebook.Rulebook;
import busbar.testing.Clauses;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A part of a site, evaluated by itself, against its slow twin: the whole site evaluated anew. */
class SitePartsTest {
  private static Rulebook rulebook;

  @BeforeContainer
  @BeforeAll
  static void loadRulebook() {
    if (rulebook == null) {
      rulebook = Rulebook.load(Path.of("rules"), Assessor.PARAMETERS);
    }
  }

  @AfterContainer
  @AfterAll
  static void disposeRulebook() {
    if (rulebook != null) {
      rulebook.dispose();
      rulebook = null;
    }
  }

  private static PreparedSite prepared(Given given) {
    SiteDay day = given.day();
    return new PreparedSite(day, rulebook.parameters(day.date(), day.site().parameters()));
  }

  @Property(tries = 150)
  void aBlockDoesTheSameWhetherItsPartOrTheWholeSiteIsEvaluated(@ForAll long seed) {
    Given given = FlipPropertyTest.anySite(seed);
    Random random = new Random(seed);
    if (random.nextInt(3) == 0) {
      given.under(Clauses.event("ERS", "Operator", Given.DAY, 15, 19, 4, 60, 400));
    }
    if (random.nextInt(3) == 0) {
      given.under(Clauses.award(Given.DAY, 6, 12, 5, 8, 90));
    }
    PreparedSite site = prepared(given);
    Evaluation today = Evaluation.today(site, rulebook);
    List<Drivers> drivers =
        List.of(
            Drivers.TODAY,
            Drivers.power(random.nextDouble() * 80 - 40),
            Drivers.hashprice(0.5 + random.nextDouble()),
            Drivers.rent(random.nextDouble() * 200),
            Drivers.resale("g0", random.nextDouble() * 2000));
    for (Drivers each : drivers) {
      // The resale price of rigs of which nobody knows one is no driver of theirs.
      if (each.resale().isPresent() && given.groups.get(0).resaleUsdPerRig() == null) {
        continue;
      }
      List<Decision> twin =
          new Pass(site, rulebook, each, site.parts.whole(), Optional.empty(), null)
              .run()
              .decisions;
      for (int block = 0; block < twin.size(); block++) {
        Decision decision = today.at(each, block).decision(block);
        assertThat(decision.action()).isEqualTo(twin.get(block).action());
        assertThat(decision.planFacts()).isEqualTo(twin.get(block).planFacts());
        assertThat(decision.keep()).isEqualTo(twin.get(block).keep());
        assertThat(decision.offer()).isEqualTo(twin.get(block).offer());
        assertThat(decision.firings().stream().map(Firing::rule))
            .isEqualTo(twin.get(block).firings().stream().map(Firing::rule).toList());
      }
    }
  }

  @Test
  void groupsThatNothingBindsTogetherAreEachAPart() {
    PreparedSite site =
        prepared(
            Given.site()
                .rigs("a", "S21 Pro", 1000, 500.0)
                .rigs("b", "S19 XP", 1000, 500.0)
                .rigs("c", "S19", 1000, 500.0));

    assertThat(site.parts.of(0)).containsExactly(0);
    assertThat(site.parts.of(2)).containsExactly(2);
    assertThat(site.parts.whole()).containsExactly(0, 1, 2);
  }

  @Test
  void theBlocksThatAnswerOneEventAreAPart() {
    // 3.38 MW of S19 at the bottom of the stack and some of the S19 XP above them.
    PreparedSite site =
        prepared(
            Given.site()
                .rigs("a", "S19 XP", 1000, 500.0)
                .rigs("b", "S19", 1000, 500.0)
                .under(Clauses.event("ERS", "Operator", Given.DAY, 15, 19, 4, 60, 400)));

    assertThat(site.blocks).extracting(Block::id).containsExactly("b", "a.1", "a.2");
    assertThat(site.parts.of(0)).containsExactly(0, 1);
    assertThat(site.parts.of(1)).containsExactly(0, 1);
    assertThat(site.parts.of(2)).containsExactly(2);
  }

  @Test
  void blocksThatMayHaveToShareTheConnectionAreOnePart() {
    // 1,000 rigs draw 2.9 MW at their default profile and 4.4 MW at the highest.
    Given overclocked = Given.site().luxosRigs("a", 1000).rigs("b", "S19", 1000, 500.0);

    assertThat(prepared(overclocked.connection(8)).parts.of(0)).containsExactly(0);
    assertThat(prepared(overclocked.connection(7)).parts.of(0)).containsExactly(0, 1);
  }
}
