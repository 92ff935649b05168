package busbar.sitefiles;

import busbar.site.Site;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What came of reading a site file: a site, or the problems for which it was refused whole.
 *
 * @param site absent where the file was refused
 * @param idLine the line of the site's id; absent where there is none
 * @param problems in the order of their lines; empty where the file was not refused
 * @param warnings what is doubtful but taken all the same
 * @param priceFiles the price files that it names, read or not
 */
public record SiteReading(
    String file,
    @Nullable Site site,
    @Nullable Integer idLine,
    List<SiteProblem> problems,
    List<SiteProblem> warnings,
    Set<Path> priceFiles) {
  public SiteReading {
    problems = List.copyOf(problems);
    warnings = List.copyOf(warnings);
    priceFiles = Set.copyOf(priceFiles);
  }

  /** A file that was refused before anything in it was understood. */
  static SiteReading refused(Problems problems) {
    return new SiteReading(
        problems.file(), null, null, problems.list(), problems.listWarnings(), Set.of());
  }

  /** Whether the file gave a site. */
  public boolean isValid() {
    return site != null;
  }
}
