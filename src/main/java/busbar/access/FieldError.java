package busbar.access;

import busbar.units.OutOfRange;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One thing wrong with a request or a file.
 *
 * @param field the field at fault by its path, such as {@code groups[2].count}; absent where no
 *     single field is
 * @param line line in the body or file, from 1; absent where there is none
 * @param column column in that line, from 1; absent where there is none
 * @param message what is wrong
 * @param remedy what to write instead; absent where nobody can say
 */
@Schema(description = "One thing wrong with a request or a file")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FieldError(
    @Schema(description = "The field at fault, by its path", examples = "groups[2].count")
        @Nullable String field,
    @Schema(description = "Line in the body or file, from 1") @Nullable Integer line,
    @Schema(description = "Column in that line, from 1") @Nullable Integer column,
    @Schema(description = "What is wrong", required = true) String message,
    @Schema(description = "What to write instead") @Nullable String remedy) {

  /** An error whose column is not known. */
  public FieldError(
      @Nullable String field, @Nullable Integer line, String message, @Nullable String remedy) {
    this(field, line, null, message, remedy);
  }

  /** A refusal of the domain, which has no line. */
  public static FieldError of(OutOfRange refusal) {
    return new FieldError(refusal.field(), null, refusal.problem(), refusal.remedy());
  }
}
