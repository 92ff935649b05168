package busbar.recommendation;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready with any rulebook in force; says so where the folder's latest state was refused. */
@Readiness
@ApplicationScoped
class RulebookReadiness implements HealthCheck {
  private final RulebookInForce rulebook;

  RulebookReadiness(RulebookInForce rulebook) {
    this.rulebook = rulebook;
  }

  @Override
  public HealthCheckResponse call() {
    var response =
        HealthCheckResponse.named("rulebook")
            .up()
            .withData("hash", rulebook.hash())
            .withData("rules", rulebook.current().listRules().size());
    rulebook
        .lastRefusal()
        .ifPresent(
            refusal ->
                response
                    .withData(
                        "degraded", "the folder of rules was refused; the last good one holds")
                    .withData("refusedAt", refusal.at().toString())
                    .withData("firstProblem", refusal.problems().get(0).toString()));
    return response.build();
  }
}
