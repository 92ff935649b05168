package busbar.web;

import static org.assertj.core.api.Assertions.assertThat;

import busbar.sitefiles.SiteProblem;
import busbar.sitefiles.SiteStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

class SitesViewTest {

  @Test
  void aRefusedFileIsNamedWithItsLineItsFieldAndWhatCountsInstead() {
    SiteProblem problem =
        new SiteProblem("pecos.yaml", 31, "groups[2].count", "is -5", "write 0 or more");
    SiteStatus refused =
        new SiteStatus("pecos.yaml", null, false, null, List.of(problem), List.of());
    SiteStatus good = new SiteStatus("good.yaml", "good", true, null, List.of(), List.of());

    assertThat(SitesView.refused(List.of(good, refused)))
        .containsExactly(
            "Refused: pecos.yaml:31: groups[2].count is -5; write 0 or more."
                + " This site is not assessed.");
  }
}
