package busbar.sitefiles;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Something wrong, or doubtful, in a site file or in a price file that it names.
 *
 * @param file name of the file at fault
 * @param line its line, from 1; absent where the whole file is meant
 * @param field the field at fault by its path, such as {@code groups[2].count}; absent where no
 *     single field is
 * @param message what is wrong
 * @param remedy what to write instead
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SiteProblem(
    @Schema(description = "The file at fault") String file,
    @Schema(description = "Its line, from 1") @Nullable Integer line,
    @Schema(description = "The field at fault, such as groups[2].count") @Nullable String field,
    @Schema(description = "What is wrong") String message,
    @Schema(description = "What to write instead") String remedy) {

  /** One line for a log: {@code pecos-texas.yaml:31: groups[2].count is -5; write a ...}. */
  @Override
  public String toString() {
    return file
        + (line == null ? "" : ":" + line)
        + ": "
        + (field == null ? "" : field + " ")
        + message
        + "; "
        + remedy;
  }
}
