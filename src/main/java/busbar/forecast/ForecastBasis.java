package busbar.forecast;

/** Where the forecast of an interval's price comes from. */
public enum ForecastBasis {
  /** The day-ahead price is known; how real time strays from it is assumed, not learnt. */
  DAY_AHEAD("day-ahead price, usual spread assumed"),

  /** The day-ahead price is known, and how real time strayed from it was learnt. */
  DAY_AHEAD_AND_SPREAD("day-ahead price plus learnt spread"),

  /** No day-ahead price is known: the level that history had at that hour of such a day. */
  HISTORY("history by hour and weekday"),

  /** Neither a day-ahead price nor any history: no price is forecast. */
  NONE("no price known");

  private final String words;

  ForecastBasis(String words) {
    this.words = words;
  }

  /** The basis as a page prints it. */
  public String words() {
    return words;
  }
}
