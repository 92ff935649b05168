package busbar.sitefiles;

import busbar.site.Site;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A site file as it stands: the site that is in force from it, and what is wrong with its present
 * text.
 *
 * @param file name of the file
 * @param id id of the site in force; absent where there is none
 * @param upToDate whether the file's present text is in force, rather than an earlier one or none
 * @param site the last good version; absent where the file never was good
 * @param problems why the present text is refused; empty where it is in force
 * @param warnings what is doubtful in the version in force
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SiteStatus(
    @Schema(description = "Name of the site file", required = true) String file,
    @Schema(description = "Id of the site in force") @Nullable String id,
    @Schema(description = "Whether the file's present text is in force", required = true)
        boolean upToDate,
    @Schema(description = "The version in force; absent where the file never was good")
        @Nullable Site site,
    @Schema(description = "Why the file's present text is refused", required = true)
        List<SiteProblem> problems,
    @Schema(description = "What is doubtful in the version in force", required = true)
        List<SiteProblem> warnings) {
  public SiteStatus {
    problems = List.copyOf(problems);
    warnings = List.copyOf(warnings);
  }

  static SiteStatus of(
      String file, @Nullable Site site, List<SiteProblem> problems, List<SiteProblem> warnings) {
    String id = site == null ? null : site.id();
    return new SiteStatus(file, id, problems.isEmpty(), site, problems, warnings);
  }
}
