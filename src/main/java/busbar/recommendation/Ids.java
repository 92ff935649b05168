package busbar.recommendation;

/** Ids as callers give them. */
final class Ids {
  private Ids() {}

  /**
   * The id as the store can be asked for it. PostgreSQL's texts hold no zero character; an id with
   * one becomes another that nothing has.
   */
  static String askable(String id) {
    return id.replace('\0', '\uFFFD');
  }
}
