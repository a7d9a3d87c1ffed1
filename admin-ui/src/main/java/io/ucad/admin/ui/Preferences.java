package io.ucad.admin.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.page.ColorScheme;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinResponse;
import com.vaadin.flow.server.VaadinSession;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Language and colours that somebody chose, kept in cookies; otherwise those of the browser. */
final class Preferences {
  private static final String LANGUAGE = "ucad-language";
  private static final String COLOURS = "ucad-colours";

  private Preferences() {}

  /** Applies what was chosen earlier. */
  static void apply(UI ui) {
    cookie(LANGUAGE)
        .filter(language -> language.equals("en") || language.equals("ko"))
        .map(Locale::forLanguageTag)
        .ifPresent(ui::setLocale);
    boolean dark = cookie(COLOURS).filter("dark"::equals).isPresent();
    boolean light = cookie(COLOURS).filter("light"::equals).isPresent();
    if (dark || light) {
      ui.getPage().setColorScheme(dark ? ColorScheme.Value.DARK : ColorScheme.Value.LIGHT);
    } else {
      ui.getPage().setColorScheme(ColorScheme.Value.LIGHT_DARK);
    }
  }

  /** Chooses a language; the screen is built again. */
  static void language(Locale locale) {
    keep(LANGUAGE, locale.getLanguage());
    VaadinSession.getCurrent().setLocale(locale);
    UI.getCurrent().getPage().reload();
  }

  static void colours(boolean dark) {
    keep(COLOURS, dark ? "dark" : "light");
    UI.getCurrent()
        .getPage()
        .setColorScheme(dark ? ColorScheme.Value.DARK : ColorScheme.Value.LIGHT);
  }

  private static Optional<String> cookie(String name) {
    VaadinRequest request = VaadinRequest.getCurrent();
    if (request == null || request.getCookies() == null) {
      return Optional.empty();
    }
    return Stream.of(request.getCookies())
        .filter(cookie -> cookie.getName().equals(name))
        .map(Cookie::getValue)
        .findFirst();
  }

  private static void keep(String name, String value) {
    var cookie = new Cookie(name, value);
    cookie.setPath("/");
    cookie.setMaxAge((int) Duration.ofDays(365).toSeconds());
    cookie.setHttpOnly(true);
    cookie.setAttribute("SameSite", "Strict");
    VaadinResponse.getCurrent().addCookie(cookie);
  }
}
