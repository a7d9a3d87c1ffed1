package io.ucad.admin.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What is asked of every screen: all words are there, nothing is wider than the window, axe-core
 * finds nothing, the browser complains of nothing, and nothing comes from elsewhere. Whoever looks
 * leaves a picture in {@code target/screenshots}.
 */
final class Looks {
  private static final Path PICTURES = Path.of("target", "screenshots");

  /** As the store has it for all programs. */
  private static final Pattern SUMMARY =
      Pattern.compile("learned .+ from \\d+ images|tuned .+: false-alarm");

  /** What the frame takes above a screen. */
  private static final int FRAME = 80;

  private static final String COMPLETE =
      "() => [...document.images].every(i => i.loading === 'lazy' || (i.complete"
          + " && (i.naturalWidth > 0 || !i.getAttribute('src'))))";

  /** The frame scrolls by itself, so that the document is never too wide, but what is on it may. */
  private static final String TOO_WIDE =
      """
      () => {
        const bounded = e => getComputedStyle(e).overflowX !== 'visible';
        const screen = document.querySelector('.screen, .gate');
        const wide = document.documentElement.scrollWidth > innerWidth + 1 ? ['the page'] : [];
        for (const e of screen.querySelectorAll('*')) {
          const box = e.getBoundingClientRect();
          let around = e.parentElement;
          while (around !== screen && !bounded(around)) {
            around = around.parentElement;
          }
          if (around === screen && box.width > 0 && box.right > innerWidth + 1) {
            wide.push(e.tagName.toLowerCase() + '.' + e.getAttribute('class'));
          }
        }
        return wide;
      }
      """;

  private static final String IDLE =
      "() => !document.querySelector('vaadin-connection-indicator')?.loading";

  private static final String HEIGHT =
      "() => Math.ceil(document.querySelector('.screen, .gate').scrollHeight)";

  private record Look(String language, int width, List<ColorScheme> colours) {
    private static final List<Look> ALL =
        List.of(
            new Look("en-US", 1280, List.of(ColorScheme.LIGHT)),
            new Look("ko-KR", 1280, List.of(ColorScheme.DARK)),
            new Look("en-US", 390, List.of(ColorScheme.LIGHT, ColorScheme.DARK)),
            new Look("ko-KR", 390, List.of(ColorScheme.LIGHT)));

    String name(ColorScheme colour) {
      return "%s-%s-%d"
          .formatted(language.substring(0, 2), colour.name().toLowerCase(Locale.ROOT), width);
    }
  }

  private final Browser browser;
  private final List<String> faults = new ArrayList<>();

  Looks(Browser browser) {
    this.browser = browser;
    try {
      Files.createDirectories(PICTURES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Looks at what a page shows now. */
  void at(Page page, String name) {
    picture(page, name);
    if (page.locator("body").innerText().contains("!")) {
      faults.add(name + " has words without a translation");
    }
    if (name.contains("-ko-") && SUMMARY.matcher(page.locator("body").innerText()).find()) {
      faults.add(name + " says in English how a version came about");
    }
    for (Object wide : (List<?>) page.evaluate(TOO_WIDE)) {
      faults.add(name + " is too wide: " + wide);
    }
    Axe.violations(page).forEach(violation -> faults.add(name + ": " + violation));
  }

  /** Looks at screens as everybody sees them: wide and narrow, light and dark, both languages. */
  void around(String user, String password, List<Sight> sights) {
    for (Look look : Look.ALL) {
      Page page = browser.somebody(look.width(), look.language(), look.colours().get(0));
      page.navigate("/login");
      page.locator("vaadin-login-form").waitFor();
      sights.stream()
          .filter(sight -> sight.screen() == LoginView.class)
          .forEach(sight -> at(page, sight, look));
      Browser.logIn(page, user, password);
      page.locator(".page-header").waitFor();
      sights.stream()
          .filter(sight -> sight.screen() != LoginView.class)
          .forEach(sight -> at(page, sight, look));
      page.context().close();
    }
  }

  private void at(Page page, Sight sight, Look look) {
    page.navigate(sight.path());
    page.locator(sight.awaited()).last().waitFor();
    page.waitForFunction(COMPLETE);
    for (ColorScheme colour : look.colours()) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colour));
      at(page, sight.name() + "-" + look.name(colour));
    }
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(look.colours().get(0)));
  }

  /** As tall as what the frame scrolls. */
  private static void picture(Page page, String name) {
    int width = page.viewportSize().width;
    int height = page.viewportSize().height;
    page.locator(".screen, .gate").first().waitFor();
    int needed = ((Number) page.evaluate(HEIGHT)).intValue() + FRAME;
    page.setViewportSize(width, Math.max(height, needed));
    page.waitForFunction(IDLE);
    page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
    page.setViewportSize(width, height);
  }

  /** Nothing of what was looked at is wrong. */
  void foundNothing() {
    assertThat(faults).as("what is wrong with the looks").isEmpty();
    assertThat(browser.complaints()).as("errors of scripts and refusals of the policy").isEmpty();
    assertThat(browser.elsewhere()).as("requests to other servers").isEmpty();
  }
}
