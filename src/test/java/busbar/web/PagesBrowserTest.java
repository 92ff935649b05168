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
import com.microsoft.playwright.options.BoundingBox;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The pages as Chromium shows them. */
@QuarkusTest
@TestProfile(WithSampleRecommendations.class)
class PagesBrowserTest {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final List<Integer> WIDTHS = List.of(1280, 768, 360);
  private static final List<String> PATHS =
      List.of(
          "/",
          "/s/pecos-1/today",
          "/s/bayou-hydro/today",
          "/s/new-site/today",
          "/s/dark-prices/today",
          "/s/patchwork/today",
          "/s/campus/today",
          "/s/hostile/today",
          "/d/r-pecos-1",
          "/d/r-patchwork",
          "/help",
          "/nowhere");

  /** What of the visible pictures' texts is cut off by the window or lies on another text. */
  private static final String UNREADABLE =
      """
      () => {
        const faults = [];
        const width = document.documentElement.clientWidth;
        for (const picture of document.querySelectorAll('svg.strip, .ladder, svg.prices')) {
          const texts = [...picture.querySelectorAll('text:not(.watermark)')]
            .map(text => ({ words: text.textContent, box: text.getBoundingClientRect() }))
            .filter(text => text.box.width > 0);
          texts.forEach((one, i) => {
            if (one.box.left < 0 || one.box.right > width) faults.push('clipped: ' + one.words);
            texts.slice(i + 1).forEach(other => {
              const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
              const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
              if (across > 0.5 && down > 3) faults.push(one.words + ' on ' + other.words);
            });
          });
        }
        return faults;
      }
      """;

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
  void nothingScrollsSidewaysAndNoLabelIsClippedOrOverlapsAtAnyWidth() {
    for (int width : WIDTHS) {
      try (BrowserContext context = context(width, true)) {
        Page page = context.newPage();
        for (String path : PATHS) {
          page.navigate(root.resolve(path).toString());

          assertThat(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))
              .as("%s at %d", path, width)
              .satisfies(over -> assertThat(((Number) over).intValue()).isLessThanOrEqualTo(0));
          assertThat(page.evaluate(UNREADABLE)).as("%s at %d", path, width).isEqualTo(List.of());
        }
      }
    }
  }

  @Test
  void dollarsStripAndFirstActionStandAboveTheFold() {
    try (BrowserContext context = context(1280, true)) {
      Page page = open(context, "/s/pecos-1/today");

      for (String part : List.of(".big strong", "svg.strip.wide", ".blocks tbody .do .chip")) {
        BoundingBox box = page.locator(part).first().boundingBox();
        assertThat(box.y + box.height).as(part).isLessThanOrEqualTo(800);
      }
    }
  }

  @Test
  void aPhoneNamesEveryActionUnderTheStripAndTheTableStandsForTheLadder() {
    try (BrowserContext context = context(360, true)) {
      Page page = open(context, "/s/pecos-1/today");

      for (String action : List.of("RUN", "CONVERT", "CURTAIL", "RETIRE")) {
        assertThat(page.locator(".phone-only .chip", withText(action))).isVisible();
      }
      assertThat(page.locator(".ladder-figure")).isHidden();
      assertThat(page.locator(".strip .callout >> visible=true")).hasCount(0);
      for (Locator link : page.locator(".rail nav a").all()) {
        assertThat(link.boundingBox().height).isGreaterThanOrEqualTo(44);
      }
    }
  }

  private static Page.LocatorOptions withText(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }

  @Test
  void withoutJavaScriptStripTableAndReasonsAreThere() {
    try (BrowserContext context = context(1280, false)) {
      Page page = open(context, "/s/pecos-1/today");

      assertThat(page.locator("svg.strip.wide")).isVisible();
      assertThat(page.locator(".blocks > tbody")).hasCount(5);
      Locator reason = page.locator("#block-s19j-pro details");
      reason.locator("summary").click();
      assertThat(reason.locator(".ledger tbody tr")).hasCount(4);
      assertThat(reason.locator(".fired")).containsText("CURTAIL-01");
    }
  }

  @Test
  void keysWalkTheRowsOpenTheReasonAndComeBack() {
    try (BrowserContext context = context(1280, true)) {
      Page page = open(context, "/s/pecos-1/today");

      page.keyboard().press("j");
      assertThat(page.locator("#block-s21-pro")).isFocused();
      page.keyboard().press("j");
      page.keyboard().press("j");
      page.keyboard().press("k");
      assertThat(page.locator("#block-s21")).isFocused();

      page.keyboard().press("?");
      assertThat(page.locator("#block-s21 summary")).isFocused();
      assertThat(page.locator("#block-s21 .ledger")).isVisible();
      page.keyboard().press("Escape");
      assertThat(page.locator("#block-s21 .ledger")).isHidden();
      assertThat(page.locator("#block-s21")).isFocused();

      page.keyboard().press("Enter");
      page.waitForURL("**/d/r-pecos-1#block-s21");
      page.keyboard().press("Escape");
      page.waitForURL("**/s/pecos-1/today");
      page.keyboard().press("g");
      page.keyboard().press("s");
      page.waitForURL(root.resolve("/").toString());
      page.keyboard().press("j");
      assertThat(page.locator("#site-pecos-1 a")).isFocused();
    }
  }

  @Test
  void tabFollowsTheOrderOfReading() {
    try (BrowserContext context = context(1280, true)) {
      Page page = open(context, "/s/pecos-1/today");

      page.keyboard().press("Tab");
      assertThat(page.locator(".skip")).isFocused();
      page.keyboard().press("Tab");
      assertThat(page.locator(".brand")).isFocused();
      // All at once, so that nothing moves between two readings.
      List<?> tops =
          (List<?>)
              page.locator("main a[href], main summary")
                  .evaluateAll(
                      "stops => stops.filter(s => s.checkVisibility())"
                          + ".map(s => s.getBoundingClientRect().top)");
      double last = Double.NEGATIVE_INFINITY;
      for (Object top : tops) {
        assertThat(((Number) top).doubleValue()).isGreaterThanOrEqualTo(last - 40);
        last = ((Number) top).doubleValue();
      }
    }
  }

  @Test
  void noPageOffendsTheContentSecurityPolicyOrFailsInItsScript() {
    try (BrowserContext context = context(1280, true)) {
      Page page = context.newPage();
      List<String> complaints = new java.util.ArrayList<>();
      page.onConsoleMessage(message -> complaints.add(message.text()));
      page.onPageError(complaints::add);
      page.onDialog(
          dialog -> {
            complaints.add(dialog.message());
            dialog.dismiss();
          });
      for (String path : PATHS.subList(0, PATHS.size() - 1)) {
        page.navigate(root.resolve(path).toString());
      }
      assertThat(complaints).isEmpty();
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
