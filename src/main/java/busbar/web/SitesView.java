package busbar.web;

import java.util.List;

/**
 * One page of all sites.
 *
 * @param page counted from 1
 */
record SitesView(String date, List<SiteView> sites, long count, int page, int pages) {
  public int previous() {
    return page - 1;
  }

  public int next() {
    return page + 1;
  }
}
