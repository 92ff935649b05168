package busbar.feeds;

import busbar.market.MarketSnapshot;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Says how old the market is. Bundled sample data never make Busbar unready: they are as old as
 * they are, and every answer says so.
 */
@Readiness
public final class MarketAgeCheck implements HealthCheck {
  private final BundledMarket market;

  MarketAgeCheck(BundledMarket market) {
    this.market = market;
  }

  @Override
  public HealthCheckResponse call() {
    MarketSnapshot now = market.snapshot();
    return HealthCheckResponse.named("market")
        .up()
        .withData("date", now.date().toString())
        .withData("sample", market.isSample())
        .withData("ageHours", Math.round(now.ageHours(market.assessedAt())))
        .build();
  }
}
