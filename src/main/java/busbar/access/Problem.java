package busbar.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Problem details as of RFC 9457: how every refusal of the API is answered.
 *
 * @param type a URN made from the title, or {@code about:blank} where the status says it all
 * @param title what kind of problem it is; the same for every occurrence
 * @param status the HTTP status
 * @param detail this occurrence in a sentence
 * @param errors the fields or lines at fault; empty where there is no single one
 * @param id by which the log names this occurrence; only where Busbar itself is at fault
 */
@Schema(description = "Problem details, RFC 9457")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
    @Schema(description = "What kind of problem, as a URN or about:blank", required = true)
        String type,
    @Schema(description = "What kind of problem, in words", required = true) String title,
    @Schema(description = "The HTTP status", required = true) int status,
    @Schema(description = "This occurrence, in a sentence", required = true) String detail,
    @Schema(description = "The fields or lines at fault", required = true) List<FieldError> errors,
    @Schema(description = "By which the log names an error of Busbar's own") @Nullable String id) {

  /** The media type of problem details. */
  public static final String MEDIA_TYPE = "application/problem+json";

  public Problem {
    errors = List.copyOf(errors);
  }

  /** A problem of a kind that its title names. */
  public static Problem of(int status, String title, String detail, List<FieldError> errors) {
    String slug = title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return new Problem("urn:busbar:problem:" + slug, title, status, detail, errors, null);
  }

  /** A problem of which the status says all there is to say. */
  static Problem ofStatus(int status, String phrase, String detail) {
    return new Problem("about:blank", phrase, status, detail, List.of(), null);
  }
}
