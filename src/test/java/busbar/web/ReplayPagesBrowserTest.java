package busbar.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.FilePayload;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The pages of replays as Chromium shows them. */
@QuarkusTest
class ReplayPagesBrowserTest {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

  /** Milliseconds: a replay of two weeks, on any machine. */
  private static final double SOON = 60_000;

  @TestHTTPResource URI root;

  private static Playwright playwright;
  private static Browser browser;

  @BeforeAll
  static void start() {
    assumeTrue(
        Files.isExecutable(CHROMIUM),
        "No Chromium at "
            + CHROMIUM
            + ": install it (apt-get install chromium) to test the pages.");
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(CHROMIUM)
                    .setArgs(List.of("--no-sandbox")));
  }

  @AfterAll
  static void stop() {
    if (playwright != null) {
      playwright.close();
    }
  }

  @Test
  void nothingScrollsSidewaysAndNoPageOffendsItsPolicyOrFailsInItsScript() {
    String one = ReplaysAsked.done(ReplaysAsked.pecos(240, 120, 60));
    String other = ReplaysAsked.done(ReplaysAsked.pecos(60, 60, 0));
    for (int width : List.of(1440, 768, 360)) {
      try (BrowserContext context = context(width, true)) {
        Page page = context.newPage();
        List<String> complaints = new ArrayList<>();
        page.onConsoleMessage(message -> complaints.add(message.text()));
        page.onPageError(complaints::add);
        page.onRequest(
            request -> {
              if (!request.url().startsWith(root.toString())) {
                complaints.add("asks elsewhere: " + request.url());
              }
            });
        for (String path :
            List.of("/replays", "/replays/" + one, "/replays/" + one + "/compare/" + other)) {
          page.navigate(root.resolve(path).toString());
          if (path.endsWith(one)) {
            assertThat(page.locator("#chart[data-drawn]")).isVisible();
          }
          assertThat(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))
              .as("%s at %d", path, width)
              .satisfies(over -> assertThat(((Number) over).intValue()).isLessThanOrEqualTo(0));
        }
        assertThat(complaints).as("at %d", width).isEmpty();
      }
    }
  }

  @Test
  void theFormStartsAReplayFromAFileAndFollowsItToItsResult() {
    try (BrowserContext context = context(1280, true)) {
      Page page = open(context, "/replays");
      page.locator("#ask-site").selectOption("pecos-texas");
      page.getByLabel("First day").fill("2026-02-01");
      page.getByLabel("Day after the last").fill("2026-02-04");
      page.getByLabel("A file of yours")
          .setInputFiles(
              new FilePayload(
                  "prices.csv",
                  "text/csv",
                  ReplaysAsked.prices().getBytes(StandardCharsets.UTF_8)));
      page.getByLabel("On for at least, minutes").fill("120");
      page.getByText("Start", exactly()).click();

      page.waitForURL(Pattern.compile(".*/replays/[0-9a-f]{32}$"));
      assertThat(page.locator(".policies")).isVisible(within());
      assertThat(page.locator(".sub").first()).containsText("3 days in intervals of 60 min");
      assertThat(page.locator(".sub").first()).containsText("on ≥ 2 h");
    }
  }

  private static Page.GetByTextOptions exactly() {
    return new Page.GetByTextOptions().setExact(true);
  }

  private static com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions within() {
    return new com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions()
        .setTimeout(SOON);
  }

  @Test
  void aRefusalStandsAtItsField() {
    try (BrowserContext context = context(1280, true)) {
      Page page = open(context, "/replays");
      page.getByLabel("First day").fill("2026-02-01");
      page.getByLabel("Day after the last").fill("2026-02-01");
      page.getByLabel("Or one in the folder of the site files").fill("nowhere.csv");
      page.getByText("Start", exactly()).click();
      assertThat(fieldOf(page, "#ask-file")).containsText("not in the folder of the site files");
      assertThat(page.locator("#ask-file")).isFocused();

      page.getByLabel("Or one in the folder of the site files").fill("");
      page.getByLabel("Each start, $/MW").fill("dear");
      page.getByText("Start", exactly()).click();
      assertThat(page.locator("#ask-restart")).hasAttribute("aria-invalid", "true");
      assertThat(page.locator("#ask-file")).not().hasAttribute("aria-invalid", "true");

      page.getByLabel("Each start, $/MW").fill("");
      page.getByLabel("A file of yours")
          .setInputFiles(
              new FilePayload("x.csv", "text/csv", "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8)));
      page.getByText("Start", exactly()).click();
      assertThat(fieldOf(page, "#ask-csv")).containsText("Line 1:");
      assertThat(page).hasURL(Pattern.compile(".*/replays$"));
    }
  }

  private static Locator fieldOf(Page page, String control) {
    return page.locator(control + "-wrong");
  }

  @Test
  void aReplayThatRunsIsCancelledFromTheList() {
    String id = ReplaysAsked.ask(ReplaysAsked.severalMonths(62));
    try (BrowserContext context = context(1280, true)) {
      Page page = open(context, "/replays");
      Locator line = page.locator("tr", new Page.LocatorOptions().setHasText(id.substring(0, 8)));
      line.getByText("Cancel", new Locator.GetByTextOptions().setExact(true)).click();

      assertThat(line.getByText("Cancelled")).isVisible();
      assertThat(line.locator("progress")).hasCount(0);
    }
    assertThat(ReplaysAsked.status(id)).isEqualTo("CANCELLED");
  }

  @Test
  void theChartIsZoomedToADayAndKeysReadItsIntervals() {
    String id = ReplaysAsked.done(ReplaysAsked.pecos(240, 120, 60));
    try (BrowserContext context = context(1280, true)) {
      Page page = open(context, "/replays/" + id);
      assertThat(page.locator("#chart[data-drawn]")).isVisible();
      assertThat(page.locator("#chart-shown")).hasText("30 Jan 2026 – 12 Feb 2026: every hour");
      assertThat(page.locator("#chart-axis")).containsText("even up to");

      page.locator("#zoom [data-days='1']").click();
      assertThat(page.locator("#chart-shown")).hasText("Tue 3 Feb 2026: every hour");
      page.locator("#chart").focus();
      page.keyboard().press("End");
      assertThat(page.locator("#chart-spoken")).containsText("Tue 3 Feb 2026 23:00–24:00 CST");
      for (int i = 0; i < 5; i++) {
        page.keyboard().press("ArrowLeft");
      }
      assertThat(page.locator("#chart-spoken")).containsText("18:00–19:00 CST");
      assertThat(page.locator("#chart-spoken")).containsText("Power $2,009.00/MWh");

      page.getByLabel("Later").click();
      assertThat(page.locator("#chart-shown")).hasText("Wed 4 Feb 2026: every hour");
      page.locator("#chart").focus();
      page.keyboard().press("Enter");
      assertThat(page.locator("#day-name")).hasText("Decisions of Wed 4 Feb 2026");
      assertThat(page).hasURL(Pattern.compile(".*day=2026-02-04#day$"));
    }
  }

  @Test
  void anotherDayIsChosenWithoutLosingThePlace() {
    String id = ReplaysAsked.done(ReplaysAsked.pecos(240, 120, 60));
    try (BrowserContext context = context(1280, true)) {
      Page page = open(context, "/replays/" + id + "?day=2026-02-05");
      assertThat(page.locator("#chart[data-drawn]")).isVisible();
      page.getByLabel("The day after").click();

      assertThat(page.locator("#day-name")).hasText("Decisions of Fri 6 Feb 2026");
      assertThat(page.locator("#chart-shown")).hasText("Fri 6 Feb 2026: every hour");
    }
  }

  @Test
  void twoArePickedFromTheListAndTheOlderIsTheFirst() {
    String older = ReplaysAsked.done(ReplaysAsked.pecos(180, 60, 60));
    String newer = ReplaysAsked.done(ReplaysAsked.pecos(60, 60, 60));
    try (BrowserContext context = context(1280, true)) {
      Page page = open(context, "/replays");
      page.locator("input[value='" + older + "']").check();
      page.locator("input[value='" + newer + "']").check();
      page.getByText("Compare two", exactly()).click();

      page.waitForURL("**/replays/" + older + "/compare/" + newer);
      assertThat(page.locator(".differing tbody tr").first()).isVisible();
    }
  }

  @Test
  void withoutJavaScriptTheTablesDaysAndComparisonsAreThere() {
    String id = ReplaysAsked.done(ReplaysAsked.pecos(240, 120, 60));
    try (BrowserContext context = context(1280, false)) {
      Page page = open(context, "/replays/" + id);

      assertThat(page.locator(".policies tbody tr")).hasCount(4);
      assertThat(page.locator(".months").first().locator("tbody tr")).hasCount(3);
      page.getByLabel("Day", new Page.GetByLabelOptions().setExact(true)).fill("2026-02-06");
      page.getByText("Show", exactly()).click();
      assertThat(page.locator("#day-name")).hasText("Decisions of Fri 6 Feb 2026");
    }
  }

  private static BrowserContext context(int width, boolean javaScript) {
    return browser.newContext(
        new Browser.NewContextOptions()
            .setViewportSize(width, 800)
            .setJavaScriptEnabled(javaScript));
  }

  private Page open(BrowserContext context, String path) {
    Page page = context.newPage();
    page.navigate(root.resolve(path).toString());
    return page;
  }
}
