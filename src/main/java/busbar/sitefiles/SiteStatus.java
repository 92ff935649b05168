package busbar.sitefiles;

import busbar.site.Site;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A site file as it stands: the site that is in force from it, and what is wrong with its present
 * text.
 *
 * @param file name of the file
 * @param site the last good version; absent where the file never was good
 * @param problems why the present text is refused; empty where it is in force
 * @param warnings what is doubtful in the version in force
 */
public record SiteStatus(
    @JsonPropertyDescription("Name of the site file") String file,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @JsonPropertyDescription("The version in force; absent where the file never was good")
        @Nullable Site site,
    @JsonPropertyDescription("Why the file's present text is refused") List<SiteProblem> problems,
    @JsonPropertyDescription("What is doubtful in the version in force")
        List<SiteProblem> warnings) {
  public SiteStatus {
    problems = List.copyOf(problems);
    warnings = List.copyOf(warnings);
  }

  /** Id of the site in force; absent where there is none. */
  @JsonProperty
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public @Nullable String id() {
    return site == null ? null : site.id();
  }

  /** Whether the present text of the file is in force, rather than an earlier one or none. */
  @JsonProperty
  public boolean upToDate() {
    return problems.isEmpty();
  }
}
