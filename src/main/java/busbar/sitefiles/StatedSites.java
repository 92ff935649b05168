package busbar.sitefiles;

import busbar.access.FieldError;
import busbar.access.ProblemException;
import busbar.site.Site;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sites as requests name or state them. */
@Singleton
public class StatedSites {
  private final SiteFolder folder;

  StatedSites(SiteFolder folder) {
    this.folder = folder;
  }

  /**
   * The site that a request is about.
   *
   * @param whole a whole site, in its field {@code site}
   * @param id the id of a site in force, in its field {@code siteId}
   * @throws ProblemException where there is neither, or both, or what there is cannot be
   */
  public Site site(@Nullable JsonNode whole, @Nullable String id) {
    if ((whole == null) == (id == null)) {
      throw new ProblemException(
          400,
          "Bad request",
          whole == null ? "No site is given" : "Both site and siteId are given",
          List.of(
              new FieldError(
                  whole == null ? "site" : "siteId",
                  null,
                  whole == null ? "is missing" : "is given beside site",
                  "give either a whole site, or the siteId of a site in force")));
    }
    return whole == null ? known(String.valueOf(id)) : checked(whole, "site");
  }

  private Site known(String id) {
    return folder.findSite(id).orElseThrow(() -> folder.unknownSite("siteId", id));
  }

  /**
   * Reads a site by the rules for site files.
   *
   * @param within the field of the request that holds it
   */
  public Site checked(JsonNode tree, String within) {
    SiteReading reading = folder.check(tree.toString());
    Site site = reading.site();
    if (site == null) {
      throw new ProblemException(
          422,
          "Site refused",
          reading.problems().isEmpty()
              ? "The site cannot be read"
              : message(within, reading.problems().get(0)),
          reading.problems().stream().map(problem -> error(within, problem)).toList());
    }
    return site;
  }

  private static String message(String within, SiteProblem problem) {
    return path(within, problem) + " " + problem.message();
  }

  /** Lines are left off: they would count in a text that the caller did not write. */
  private static FieldError error(String within, SiteProblem problem) {
    return new FieldError(path(within, problem), null, problem.message(), problem.remedy());
  }

  private static String path(String within, SiteProblem problem) {
    return problem.field() == null ? within : within + "." + problem.field();
  }
}
