package busbar.web;

import busbar.access.Problem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;

/** What stands in a page's place where it cannot be shown. */
final class PageProblems {
  private static final Logger LOG = Logger.getLogger(PageProblems.class);

  private PageProblems() {}

  @CheckedTemplate(basePath = "Pages")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance problem(Frame frame, String heading, String words);
  }

  static RestResponse<String> notFound(NotFoundException problem) {
    return page(404, "Not found", problem.getMessage() == null ? "" : problem.getMessage());
  }

  /** A refusal in the words of the API, with what is wrong and what to write instead. */
  static RestResponse<String> refused(Problem problem) {
    StringBuilder words = new StringBuilder(problem.detail()).append('.');
    for (var error : problem.errors()) {
      if (error.remedy() != null) {
        words.append(" To mend it: ").append(error.remedy()).append('.');
      }
    }
    boolean unknown = problem.status() == 404;
    return page(problem.status(), unknown ? "Not found" : problem.title(), words.toString());
  }

  static RestResponse<String> failed(Exception problem) {
    String reference = UUID.randomUUID().toString().substring(0, 8);
    LOG.errorf(problem, "A page failed, reference %s", reference);
    return page(
        500,
        "Something failed",
        "This page could not be made. Nothing was changed. The log names the cause under "
            + reference
            + ".");
  }

  private static RestResponse<String> page(int status, String heading, String words) {
    TemplateInstance page = Templates.problem(Frame.plain(heading, ""), heading, words);
    return RestResponse.ResponseBuilder.<String>create(status)
        .entity(page.render())
        .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
        .build();
  }
}
