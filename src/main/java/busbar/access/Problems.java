package busbar.access;

import busbar.units.OutOfRange;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/**
 * Answers every exception as problem details. Bad input is the caller's to mend and says where;
 * what nobody foresaw is Busbar's own fault, is logged under an id and says no more than that.
 */
final class Problems {
  private static final Logger LOG = Logger.getLogger(Problems.class);

  @ServerExceptionMapper
  Response answer(ProblemException e) {
    return response(e.problem());
  }

  @ServerExceptionMapper
  Response answer(OutOfRange e, UriInfo uri) {
    return response(outOfRange(e, uri));
  }

  /** A path or query parameter that does not parse is answered as "not found" by Jakarta REST. */
  @ServerExceptionMapper
  Response answer(NotFoundException e, Request request, UriInfo uri) {
    if (e.getCause() instanceof RuntimeException cause) {
      Optional<String> parameter = parameterIn(cause, uri);
      if (parameter.isPresent()) {
        return response(
            ProblemException.badParameter(parameter.get(), "cannot be read", null).problem());
      }
    }
    return answer((WebApplicationException) e, request, uri);
  }

  @ServerExceptionMapper
  Response answer(JsonProcessingException e) {
    return response(ofBody(e));
  }

  /** Jackson has mappers of its own for these, which only a mapper for the very class displaces. */
  @ServerExceptionMapper
  Response answer(MismatchedInputException e) {
    return response(ofBody(e));
  }

  @ServerExceptionMapper
  Response answer(WebApplicationException e, Request request, UriInfo uri) {
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof JsonProcessingException json) {
        return response(ofBody(json));
      }
      if (cause instanceof OutOfRange refusal) {
        return response(outOfRange(refusal, uri));
      }
      if (cause instanceof ProblemException problem) {
        return response(problem.problem());
      }
    }
    Response given = e.getResponse();
    if (given.getStatus() < 400 || given.hasEntity()) {
      return given;
    }
    if (given.getStatus() >= 500) {
      return unforeseen(e);
    }
    return response(ofStatus(given, request, uri));
  }

  /**
   * A body that breaks off, or that the server cut off at its limit, which has answered 413 by
   * then.
   */
  @ServerExceptionMapper
  Uni<Response> answer(IOException e, HttpServerRequest request) {
    return request.response().headWritten()
        ? Uni.createFrom().nothing()
        : Uni.createFrom().item(() -> unforeseen(e));
  }

  @ServerExceptionMapper
  Response answer(Throwable e) {
    return unforeseen(e);
  }

  private static Response unforeseen(Throwable e) {
    String id = UUID.randomUUID().toString();
    LOG.errorf(e, "Unforeseen error %s", id);
    return response(
        new Problem(
            "about:blank",
            "Internal Server Error",
            500,
            "Busbar failed on this request and changed nothing more; the log names it by this id",
            List.of(),
            id));
  }

  private static Problem outOfRange(OutOfRange e, UriInfo uri) {
    FieldError error = FieldError.of(e);
    boolean parameter =
        uri.getQueryParameters().keySet().stream().anyMatch(name -> name.equals(e.field()));
    return Problem.of(
        parameter ? 400 : 422,
        parameter ? "Bad parameter" : "Out of range",
        e.field() + " " + e.problem(),
        List.of(error));
  }

  private static Problem ofStatus(Response given, Request request, UriInfo uri) {
    int status = given.getStatus();
    Response.StatusType type = given.getStatusInfo();
    String path = "/" + QueryParameters.shortened(uri.getPath().replaceFirst("^/", ""));
    String detail =
        switch (status) {
          case 404 -> "There is nothing at " + path;
          case 405 -> path + " does not answer " + request.getMethod();
          case 406 -> path + " does not answer in any media type that the request accepts";
          case 415 -> path + " does not take a body of this media type";
          default -> type.getReasonPhrase();
        };
    return Problem.ofStatus(status, type.getReasonPhrase(), detail);
  }

  private static final String NOT_JSON =
      "mend it there: brackets and quotes in pairs, commas between, plain finite numbers";

  private static final Pattern FOR_PROGRAMMERS =
      Pattern.compile(" \\(start marker at .*|: enable `.*");

  /** What is wrong with a JSON body, where. */
  static Problem ofBody(JsonProcessingException e) {
    if (!(e instanceof JsonMappingException mapping)) {
      return Problem.of(
          400,
          "Not JSON",
          "The body is not JSON",
          List.of(at(e, null, e.getOriginalMessage(), NOT_JSON)));
    }
    String path = pathOf(mapping);
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof OutOfRange refusal) {
        OutOfRange full = path.isEmpty() ? refusal : refusal.within(path);
        return Problem.of(
            422,
            "Out of range",
            full.field() + " " + full.problem(),
            List.of(at(e, full.field(), full.problem(), full.remedy())));
      }
    }
    String field = path.isEmpty() ? null : path;
    FieldError error = at(e, field, messageOf(mapping), remedyOf(mapping));
    String detail = (field == null ? "The body " : field + " ") + error.message();
    return Problem.of(400, "Body not understood", detail, List.of(error));
  }

  private static String messageOf(JsonMappingException e) {
    if (e instanceof UnrecognizedPropertyException) {
      return "is no field of this";
    }
    if (e instanceof InvalidTypeIdException type) {
      return type.getTypeId() == null
          ? "does not say of which kind it is"
          : "is of an unknown kind '" + QueryParameters.shortened(type.getTypeId()) + "'";
    }
    if (e instanceof InvalidFormatException format) {
      return "is '" + QueryParameters.shortened(String.valueOf(format.getValue())) + "'";
    }
    if (e instanceof MismatchedInputException) {
      String message = e.getOriginalMessage();
      if (message.startsWith("No content")) {
        return "is empty";
      }
      return message.startsWith("Cannot map `null`")
          ? "is missing"
          : "is not " + kindOf((MismatchedInputException) e);
    }
    return "cannot be read: " + firstLine(e.getOriginalMessage());
  }

  private static @Nullable String remedyOf(JsonMappingException e) {
    if (e instanceof UnrecognizedPropertyException unknown) {
      return "leave it out, or write one of "
          + unknown.getKnownPropertyIds().stream().map(String::valueOf).sorted().toList();
    }
    if (e instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
      Class<?> type = mismatch.getTargetType();
      return type.isEnum()
          ? "write one of " + Arrays.toString(type.getEnumConstants())
          : "write " + kindOf(mismatch);
    }
    return e.getCause() instanceof JsonProcessingException ? NOT_JSON : null;
  }

  private static String kindOf(MismatchedInputException e) {
    String type = e.getTargetType() == null ? "" : e.getTargetType().getSimpleName();
    return KINDS.getOrDefault(type, "a JSON object of its fields");
  }

  private static final Map<String, String> KINDS =
      Map.ofEntries(
          Map.entry("double", "a number"),
          Map.entry("Double", "a number"),
          Map.entry("int", "a whole number"),
          Map.entry("Integer", "a whole number"),
          Map.entry("long", "a whole number"),
          Map.entry("Long", "a whole number"),
          Map.entry("boolean", "true or false"),
          Map.entry("Boolean", "true or false"),
          Map.entry("String", "a text"),
          Map.entry("LocalDate", "a date as year-month-day, 2026-02-12"),
          Map.entry("LocalDateTime", "a local time, 2026-02-12T08:00"),
          Map.entry("Instant", "an instant, 2026-02-12T08:00:00Z"),
          Map.entry("ZoneId", "a time zone, such as America/Chicago"),
          Map.entry("ArrayList", "a list"),
          Map.entry("List", "a list"));

  private static FieldError at(
      JsonProcessingException e, @Nullable String field, String message, @Nullable String remedy) {
    JsonLocation location = e.getLocation();
    boolean known = location != null && location.getLineNr() > 0;
    return new FieldError(
        field,
        known ? (Integer) location.getLineNr() : null,
        known && location.getColumnNr() > 0 ? (Integer) location.getColumnNr() : null,
        firstLine(message),
        remedy);
  }

  /** A message's first line, without what it says to the programmer. */
  private static String firstLine(@Nullable String text) {
    return text == null
        ? "cannot be read"
        : FOR_PROGRAMMERS.matcher(text.lines().findFirst().orElse("cannot be read")).replaceAll("");
  }

  /** The path of a value in a body as the API spells it: {@code groups[2].count}. */
  private static String pathOf(JsonMappingException e) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : e.getPath()) {
      if (step.getFieldName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return path.toString();
  }

  private static Optional<String> parameterIn(RuntimeException cause, UriInfo uri) {
    String message = String.valueOf(cause.getMessage());
    List<String> names = new ArrayList<>();
    uri.getQueryParameters()
        .forEach(
            (name, values) -> {
              if (values.stream()
                  .anyMatch(
                      value ->
                          message.contains("'" + value + "'")
                              || message.contains("\"" + value + "\""))) {
                names.add(name);
              }
            });
    return names.stream().findFirst();
  }

  private static Response response(Problem problem) {
    return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem).build();
  }
}
