package io.ucad.admin.ui;

import com.vaadin.flow.i18n.I18NProvider;
import io.ucad.admin.problem.Phrases;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;
import org.springframework.stereotype.Component;

/** English and Korean; whoever speaks neither gets English. */
@Component
public class Translations implements I18NProvider, Phrases {
  private static final long serialVersionUID = 1;

  @Override
  public List<Locale> getProvidedLocales() {
    return List.of(Locale.ENGLISH, Locale.KOREAN);
  }

  @Override
  public String getTranslation(String key, Locale locale, Object... parameters) {
    try {
      var format = new MessageFormat(bundle(locale).getString(key), locale);
      return format.format(parameters);
    } catch (MissingResourceException e) {
      return "!" + key;
    }
  }

  @Override
  public String phrase(Locale wanted, String key, Object... parameters) {
    return getTranslation(key, wanted, parameters);
  }

  private static ResourceBundle bundle(Locale locale) {
    Locale spoken =
        locale.getLanguage().equals(Locale.KOREAN.getLanguage()) ? Locale.KOREAN : Locale.ENGLISH;
    return PropertyResourceBundle.getBundle(
        "vaadin-i18n.translations",
        spoken,
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }
}
