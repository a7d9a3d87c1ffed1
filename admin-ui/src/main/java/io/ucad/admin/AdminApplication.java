package io.ucad.admin;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.Push;
import com.vaadin.flow.server.AppShellSettings;
import com.vaadin.flow.theme.lumo.Lumo;
import io.ucad.admin.settings.AdminSettings;
import io.ucad.detector.image.ImageGuard;
import io.ucad.detector.image.ImageLimits;
import io.ucad.store.ModelStore;
import java.time.Clock;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** The parts that everything else is made of. */
@SpringBootApplication(proxyBeanMethods = false)
@Push
@StyleSheet(Lumo.STYLESHEET)
@StyleSheet("ucad.css")
public class AdminApplication implements AppShellConfigurator {
  private static final long serialVersionUID = 1;

  @Override
  public void configurePage(AppShellSettings settings) {
    settings.setViewport("width=device-width, initial-scale=1");
    settings.setPageTitle("UCAD");
    settings.addFavIcon("icon", "icons/ucad.svg", "any");
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  ImageGuard imageGuard() {
    return new ImageGuard(ImageLimits.defaults());
  }

  @Bean
  ModelStore modelStore(AdminSettings settings) {
    return ModelStore.openOrCreate(settings.store());
  }
}
