package busbar.web;

import java.util.ArrayList;
import java.util.List;

/**
 * What surrounds every page.
 *
 * @param section which entry of the navigation is the page's own: sites, today, decision, replays
 *     or help
 * @param today path of the site's Today; empty where the page is about no one site
 * @param decision path of the site's decision; empty likewise
 * @param sample what the bar for sample data says; none where nothing shown is a sample
 */
record Frame(String title, String section, String today, String decision, List<String> sample) {
  /** A site's own notice up to this length stands in the bar too; all stand at the page's end. */
  private static final int SHORT = 140;

  static Frame plain(String title, String section) {
    return new Frame(title, section, "", "", List.of());
  }

  /** About no one site's today, and perhaps sample data. */
  static Frame of(String title, String section, List<String> sample) {
    return new Frame(title, section, "", "", sample);
  }

  static Frame of(SiteView site, String title, String section) {
    List<String> words = new ArrayList<>(sample(List.of(site)));
    if (site.sample()) {
      site.notices().stream().filter(notice -> notice.length() <= SHORT).forEach(words::add);
    }
    return new Frame(
        title, section, "/s/" + site.siteId() + "/today", "/d/" + site.decisionId(), words);
  }

  static Frame of(SitesView sites, String title) {
    return new Frame(title, "sites", "", "", sample(sites.sites()));
  }

  private static List<String> sample(List<SiteView> sites) {
    return sites.stream()
        .filter(SiteView::sample)
        .flatMap(site -> site.sampleNotices().stream())
        .distinct()
        .toList();
  }
}
