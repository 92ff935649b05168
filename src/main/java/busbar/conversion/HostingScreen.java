package busbar.conversion;

import busbar.contract.AiHostingOffer;

/**
 * A first look at an AI-hosting offer, per gross MW: enough to see whether a case is worth making,
 * not the case itself. Rent is taken as if it began today.
 */
public final class HostingScreen {
  private HostingScreen() {}

  /**
   * What a gross MW earns a year, USD: levelised NOI less annualised building cost and break fee.
   *
   * <p>NOI grows with the rent's escalator, so it is levelised: the even yearly sum of the same
   * present value at the cost of capital. First-year rent would say too little, mean rent too much.
   *
   * @param firstRentUsdPerKwMonth rent of the first month, the offer's own or another
   * @param costOfCapitalPercent per cent a year, zero or more
   * @param breakFeeUsd paid once, today
   */
  public static double usdPerGrossMwYear(
      AiHostingOffer offer,
      double firstRentUsdPerKwMonth,
      double costOfCapitalPercent,
      double breakFeeUsd) {
    double annuity = annuityFactor(costOfCapitalPercent, offer.termYears());
    double outlay = offer.capexUsdPerItMw() * offer.criticalItMw() + breakFeeUsd;
    double noi = levelisedNoiUsdPerYear(offer, firstRentUsdPerKwMonth, costOfCapitalPercent);
    return (noi - outlay / annuity) / offer.grossMw();
  }

  /** The even yearly NOI with the offer's present value at a first rent, USD. */
  static double levelisedNoiUsdPerYear(
      AiHostingOffer offer, double firstRentUsdPerKwMonth, double costOfCapitalPercent) {
    double discount = 1 + costOfCapitalPercent / 100;
    double growth = 1 + offer.escalatorPercent() / 100;
    double first =
        firstRentUsdPerKwMonth * 12 * offer.criticalItMw() * 1000 * offer.noiMarginPercent() / 100;
    double present = 0;
    double factor = 1 / discount;
    for (int year = 0; year < offer.termYears(); year++) {
      present += first * factor;
      factor *= growth / discount;
    }
    return present / annuityFactor(costOfCapitalPercent, offer.termYears());
  }

  /** Present value of one dollar at the end of each year: (1 − (1 + r)^−n) / r. */
  static double annuityFactor(double ratePercent, int years) {
    double factor = 0;
    double discount = 1;
    for (int year = 0; year < years; year++) {
      discount /= 1 + ratePercent / 100;
      factor += discount;
    }
    return factor;
  }
}
