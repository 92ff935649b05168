package busbar.web;

import busbar.sitefiles.SiteStatus;
import java.util.List;

/**
 * One page of all sites.
 *
 * @param refused a line for each problem of a site file that is not in force as it stands
 * @param page counted from 1
 */
record SitesView(
    String date, List<SiteView> sites, List<String> refused, long count, int page, int pages) {

  /** What stands in the way of site files, in their own words, and what counts instead. */
  static List<String> refused(List<SiteStatus> files) {
    return files.stream()
        .filter(file -> !file.upToDate())
        .flatMap(
            file ->
                file.problems().stream()
                    .map(
                        problem ->
                            "Refused: "
                                + problem
                                + (file.site() == null
                                    ? ". This site is not assessed."
                                    : ". The last good version stays in force.")))
        .toList();
  }

  public int previous() {
    return page - 1;
  }

  public int next() {
    return page + 1;
  }
}
