package busbar.replay;

import busbar.economics.OperatingPoints;

/**
 * What a piece does in one interval.
 *
 * @param point the operating point; {@link OperatingPoints#OFF} when off
 * @param by what decided
 */
record PieceDecision(int point, String by) {
  static final String PRICE = "price";
  static final String LATER_PRICES = "later prices";
  static final String MINIMUM_ON = "minimum on time";
  static final String MINIMUM_OFF = "minimum off time";
  static final String STARTS = "starts a day";
  static final String CONNECTION = "grid connection";

  static PieceDecision off(String by) {
    return new PieceDecision(OperatingPoints.OFF, by);
  }

  boolean isOn() {
    return point != OperatingPoints.OFF;
  }
}
