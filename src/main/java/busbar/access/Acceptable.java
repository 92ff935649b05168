package busbar.access;

import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses a request that accepts nothing that its resource can answer. The server does so by itself
 * only where one method serves a path, not where several differ in what they consume.
 */
class Acceptable {
  @ServerRequestFilter
  void check(ContainerRequestContext request, ResourceInfo resource) {
    Produces ofMethod = resource.getResourceMethod().getAnnotation(Produces.class);
    Produces produces =
        ofMethod != null ? ofMethod : resource.getResourceClass().getAnnotation(Produces.class);
    List<MediaType> accepted = request.getAcceptableMediaTypes();
    boolean any =
        produces == null
            || Arrays.stream(produces.value())
                .map(MediaType::valueOf)
                .anyMatch(type -> accepted.stream().anyMatch(type::isCompatible));
    if (!any) {
      throw new NotAcceptableException();
    }
  }
}
