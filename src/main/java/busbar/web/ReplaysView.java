package busbar.web;

import java.util.List;

/**
 * One page of all replays, the newest first, and what another can be made of.
 *
 * @param sites that are in force
 * @param page counted from 1
 */
record ReplaysView(
    List<ReplayLine> replays, List<SiteChoice> sites, long count, int page, int pages) {
  record SiteChoice(String id, String name, boolean followsIndex) {}

  /** Whether two can be picked to compare. */
  public boolean comparable() {
    return replays.stream().filter(ReplayLine::done).count() > 1;
  }

  public int previous() {
    return page - 1;
  }

  public int next() {
    return page + 1;
  }
}
