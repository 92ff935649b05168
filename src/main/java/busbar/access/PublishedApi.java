package busbar.access;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.quarkus.smallrye.openapi.OpenApiFilter.RunStage;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * What holds for every operation of the published document: refusals are problem details, CSV is a
 * text, and pages are asked for alike.
 */
@OpenApiFilter(RunStage.BUILD)
public final class PublishedApi implements OASFilter {
  @Override
  public void filterOpenAPI(OpenAPI api) {
    if (api.getPaths() == null) {
      return;
    }
    api.getPaths()
        .getPathItems()
        .values()
        .forEach(item -> item.getOperations().values().forEach(PublishedApi::complete));
  }

  private static void complete(Operation operation) {
    if (operation.getParameters() != null) {
      operation.getParameters().forEach(PublishedApi::completePaging);
    }
    Map<String, APIResponse> responses = operation.getResponses().getAPIResponses();
    for (APIResponse response : responses.values()) {
      if (response.getContent() != null) {
        MediaType csv = response.getContent().getMediaType(Table.CSV);
        if (csv != null) {
          csv.setSchema(text());
        }
      }
    }
    responses.forEach(
        (status, response) -> {
          if (status.startsWith("4") && response.getContent() == null) {
            response.setContent(refusal().getContent());
          }
        });
    if (!responses.containsKey("default")) {
      operation.getResponses().addAPIResponse("default", refusal());
    }
  }

  private static void completePaging(Parameter parameter) {
    if (parameter.getIn() != Parameter.In.QUERY) {
      return;
    }
    if ("page".equals(parameter.getName())) {
      parameter.description("Number of the page, from 0").schema(whole(0, Paging.MAX_PAGE));
    } else if ("size".equals(parameter.getName())) {
      parameter.description("Most items a page").schema(whole(1, Paging.MAX_SIZE));
    }
  }

  private static Schema whole(int low, int high) {
    return OASFactory.createSchema()
        .type(List.of(Schema.SchemaType.INTEGER))
        .minimum(BigDecimal.valueOf(low))
        .maximum(BigDecimal.valueOf(high));
  }

  private static Schema text() {
    return OASFactory.createSchema()
        .type(List.of(Schema.SchemaType.STRING))
        .description("The items, a line each, under a line of their fields' names");
  }

  private static APIResponse refusal() {
    return OASFactory.createAPIResponse()
        .description("A refusal, with the fields or lines at fault")
        .content(
            OASFactory.createContent()
                .addMediaType(
                    Problem.MEDIA_TYPE,
                    OASFactory.createMediaType()
                        .schema(OASFactory.createSchema().ref("#/components/schemas/Problem"))));
  }
}
