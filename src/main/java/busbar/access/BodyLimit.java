package busbar.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Says why a body is refused that declares itself larger than the server takes. The server refuses
 * it by itself, yet without a word; a body of undeclared length it cuts off at the same limit.
 */
@ApplicationScoped
class BodyLimit {
  /** Before the server's own check. */
  private static final int EARLY = 1_000;

  private static final long MAX_DRAINED_BYTES = 100_000_000;

  private final long maxBytes;
  private final ObjectMapper json;

  BodyLimit(
      @ConfigProperty(name = "quarkus.http.limits.max-body-size", defaultValue = "10M")
          MemorySize max,
      ObjectMapper json) {
    this.maxBytes = max.asLongValue();
    this.json = json;
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, EARLY);
  }

  private void check(RoutingContext context) {
    HttpServerRequest request = context.request();
    long declared = declaredBytes(request);
    if (declared <= maxBytes) {
      context.next();
    } else if (declared > MAX_DRAINED_BYTES || request.getHeader(HttpHeaders.EXPECT) != null) {
      refuse(request);
    } else {
      // A client that still writes would lose the answer with its connection: let it finish.
      request.handler(bytes -> {});
      request.endHandler(end -> refuse(request));
      request.resume();
    }
  }

  private void refuse(HttpServerRequest request) {
    request
        .response()
        .setStatusCode(413)
        .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
        .putHeader(HttpHeaders.CONNECTION, "close")
        .end(body())
        .onComplete(sent -> request.connection().close());
  }

  private static long declaredBytes(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private String body() {
    Problem problem =
        new Problem(
            "about:blank",
            "Content Too Large",
            413,
            "The body is larger than the " + maxBytes + " bytes that Busbar takes",
            List.of(),
            null);
    try {
      return json.writeValueAsString(problem);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a problem could not be written", e);
    }
  }
}
