package busbar.advice;

import busbar.contract.AiHostingOffer;
import busbar.conversion.HostingScreen;
import busbar.duties.Block;
import java.util.function.IntToDoubleFunction;

/**
 * What the AI-hosting offer is worth to the site as a whole, since it takes all of its megawatts or
 * none.
 */
final class OfferReckoning {
  private final PreparedSite site;
  private final AiHostingOffer offer;

  OfferReckoning(PreparedSite site, AiHostingOffer offer) {
    this.site = site;
    this.offer = offer;
  }

  /** What a gross MW earns a year at that first rent, USD. */
  double hostingUsdPerMwYear(double firstRentUsdPerKwMonth) {
    return HostingScreen.usdPerGrossMwYear(
        offer,
        firstRentUsdPerKwMonth,
        site.parameters.get(Assessor.COST_OF_CAPITAL),
        site.breakFeeUsd);
  }

  /**
   * What the blocks that the offer takes are worth a year as they are used now, USD.
   *
   * @param ofBlock what one of them is worth
   */
  double keepingUsd(IntToDoubleFunction ofBlock) {
    double sum = 0;
    for (int i = 0; i < site.blocks.size(); i++) {
      sum += site.blocks.get(i).inOffer() ? ofBlock.applyAsDouble(i) : 0;
    }
    return sum;
  }

  /** What a block is worth: earnings less what the resale loses, nothing where selling is more. */
  static double keepingUsd(double earningsUsd, double resaleLostUsd) {
    return Math.max(0, earningsUsd - (Double.isNaN(resaleLostUsd) ? 0 : resaleLostUsd));
  }

  /** The whole offer above what its megawatts are worth now, USD a year. */
  double advantageUsd(double hostingUsdPerMwYear, double keepingUsd) {
    return offer.grossMw() * hostingUsdPerMwYear - keepingUsd;
  }

  /** MW that can be delivered: idle ones and those of the blocks that the offer takes. */
  double deliverableMw() {
    double rigs = 0;
    double taken = 0;
    for (Block block : site.blocks) {
      rigs += block.mw();
      taken += block.inOffer() && !block.beyondConnection() ? block.mw() : 0;
    }
    double idle = Math.max(0, site.day.site().grid().mw() - rigs);
    // Blocks are cut at whole rigs, so they may give a fraction of one more than is asked.
    return Math.min(offer.grossMw(), idle + taken + 1e-6);
  }
}
