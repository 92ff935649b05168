package busbar.sitefiles;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SiteSchemaTest {
  private static final Path COMMITTED = Path.of("sites", "site.schema.json");

  @Test
  void theCommittedSchemaIsTheOneMadeFromTheRecords() throws IOException {
    if (Boolean.getBoolean("schema.write")) {
      Files.writeString(COMMITTED, SiteSchema.asText());
    }
    assertThat(Files.readString(COMMITTED))
        .as("write it anew with: ./mvnw test -Dtest=SiteSchemaTest -Dschema.write=true")
        .isEqualTo(SiteSchema.asText());
  }
}
