package busbar.replay;

import busbar.hardware.RigModel;
import busbar.site.Site;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReplayOfErcotTest {
  private static final Path SHARED = Path.of("../shared/data");

  private static Site site(double joulesPerTerahash) {
    RigModel rig = null;
    return null;
  }

  @Test
  void print() {}
}
