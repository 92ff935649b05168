package busbar.web;

import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * What browsers are told: run and ask nothing but Busbar's own, guess no types, sit in no frame.
 */
final class PageHeaders {
  private static final String POLICY =
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
          + "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  @ServerResponseFilter
  void tell(ContainerResponseContext response) {
    MultivaluedMap<String, Object> headers = response.getHeaders();
    headers.putSingle("X-Content-Type-Options", "nosniff");
    MediaType type = response.getMediaType();
    if (type != null && type.isCompatible(MediaType.TEXT_HTML_TYPE)) {
      headers.putSingle("Content-Security-Policy", POLICY);
      headers.putSingle("X-Frame-Options", "DENY");
      headers.putSingle("Referrer-Policy", "no-referrer");
      headers.putSingle("Cache-Control", "no-cache");
    }
  }
}
