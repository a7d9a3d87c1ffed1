package io.ucad.admin.ui;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.ReducedMotion;
import io.ucad.admin.testing.People;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A real Chromium, and what it complained of. */
final class Browser implements AutoCloseable {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final int PATIENCE_MS = 120_000;

  private final String base;
  private final Playwright playwright;
  private final com.microsoft.playwright.Browser chromium;
  private final List<String> complaints = new ArrayList<>();
  private final List<String> elsewhere = new ArrayList<>();

  Browser(String base) {
    this.base = base;
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    chromium =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(CHROMIUM)
                    .setArgs(
                        List.of(
                            "--headless",
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));
  }

  static boolean isThere() {
    return Files.isExecutable(CHROMIUM);
  }

  /** Somebody who was never here before. */
  Page somebody(int width, String language, ColorScheme colours) {
    BrowserContext context =
        chromium.newContext(
            new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(width, width < 600 ? 844 : 860)
                .setLocale(language)
                .setColorScheme(colours)
                // What is moving or half transparent cannot be judged by its looks.
                .setReducedMotion(ReducedMotion.REDUCE)
                .setBaseURL(base));
    context.setDefaultTimeout(PATIENCE_MS);
    Page page = context.newPage();
    page.onConsoleMessage(this::heard);
    page.onPageError(complaints::add);
    page.onRequest(
        request -> {
          if (!request.url().startsWith(base) && !request.url().startsWith("data:")) {
            elsewhere.add(request.url());
          }
        });
    return page;
  }

  private void heard(ConsoleMessage message) {
    if (message.type().equals("error") && !message.text().contains("404")) {
      complaints.add(message.text());
    }
  }

  /** Errors of scripts, and what the content security policy refused. */
  List<String> complaints() {
    return complaints;
  }

  /** What was asked of other servers. */
  List<String> elsewhere() {
    return elsewhere;
  }

  static void logIn(Page page, String user, String password) {
    page.locator("vaadin-text-field input[name=username]").fill(user);
    page.locator("vaadin-password-field input[name=password]").fill(password);
    page.locator("vaadin-login-form vaadin-button[theme~=submit]").click();
  }

  /** Logs the first administrator in for the first time. */
  static void becomeAdmin(Page page, String printed) {
    logInFirst(page, "admin", printed);
  }

  /**
   * Logs somebody in for the first time, which takes choosing a password and logging in with it.
   */
  static void logInFirst(Page page, String user, String given) {
    logIn(page, user, given);
    choosePassword(page, given);
    logIn(page, user, People.PASSWORD);
    heading(page, "Overview").waitFor();
  }

  /** Chooses {@link People#PASSWORD}, which ends the session. */
  static void choosePassword(Page page, String old) {
    heading(page, "Choose a password").waitFor();
    field(page, "Present password", old);
    field(page, "New password", People.PASSWORD);
    field(page, "New password once more", People.PASSWORD);
    button(page, "Choose password").click();
    page.waitForURL("**/login**");
    page.waitForLoadState(LoadState.NETWORKIDLE);
    page.locator("vaadin-login-form").waitFor();
  }

  static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name)).first();
  }

  static void field(Page page, String label, String value) {
    page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)).first().fill(value);
  }

  static Locator heading(Page page, String text) {
    return page.locator("h1", new Page.LocatorOptions().setHasText(text));
  }

  @Override
  public void close() {
    chromium.close();
    playwright.close();
  }
}
