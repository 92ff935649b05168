package busbar.tariff;

/** What a day is to a tariff; a holiday is one whether it falls on a weekday or a weekend. */
public enum DayKind {
  WEEKDAY("weekday"),
  WEEKEND("weekend day"),
  HOLIDAY("holiday");

  private final String words;

  DayKind(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }
}
