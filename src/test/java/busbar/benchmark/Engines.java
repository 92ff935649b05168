package busbar.benchmark;

import busbar.advice.Assessor;
import busbar.advice.MarketInputs;
import busbar.advice.SiteDay;
import busbar.assessment.Fact;
import busbar.assessment.Firing;
import busbar.assessment.Parameters;
import busbar.assessment.Reason;
import busbar.assessment.Rules;
import busbar.feeds.BundledHardware;
import busbar.feeds.BundledMarket;
import busbar.hardware.HardwareCatalogue;
import busbar.rulebook.PlainJavaRules;
import busbar.rulebook.Rulebook;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The rulebook and its plain-Java twin, and the bundled market, as benchmarks use them. */
final class Engines {
  private static final LocalDate DAY = BundledMarket.LAST_GOOD_DAY;

  private Engines() {}

  static Rulebook drools() {
    return Rulebook.load(Path.of("rules"), Assessor.PARAMETERS);
  }

  /**
   * @param name {@code drools} or {@code plain-java}
   */
  static Rules rules(String name) {
    Rulebook rulebook = drools();
    if (name.equals("drools")) {
      return rulebook;
    }
    Rules twin = new PlainJavaRules(rulebook.parameters(DAY, Map.of()).asMap());
    rulebook.dispose();
    return new Named(twin);
  }

  static List<SiteDay> days(int count) {
    BundledMarket market = new BundledMarket();
    HardwareCatalogue catalogue = new BundledHardware().catalogue();
    MarketInputs inputs = MarketInputs.of(market.snapshot(), market.history());
    return java.util.stream.IntStream.range(0, count)
        .mapToObj(
            number ->
                SiteDay.of(
                    GeneratedSites.site(number), catalogue, inputs, DAY, market.assessedAt()))
        .toList();
  }

  /** The twin with the least of a reason, its rule's name, since it writes no sentences. */
  private record Named(Rules twin) implements Rules {
    @Override
    public String hash() {
      return twin.hash();
    }

    @Override
    public Parameters parameters(LocalDate date, Map<String, Double> siteOverrides) {
      return twin.parameters(date, siteOverrides);
    }

    @Override
    public List<Firing> fire(List<? extends Fact> facts, boolean traced) {
      List<Firing> firings = twin.fire(facts, traced);
      return traced ? firings.stream().map(Named::named).toList() : firings;
    }

    private static Firing named(Firing firing) {
      return new Firing(
          firing.rule(),
          firing.fact(),
          firing.constraints(),
          firing.proposals(),
          Optional.of(new Reason(firing.rule(), firing.rule(), firing.rule(), new TreeMap<>())));
    }
  }
}
