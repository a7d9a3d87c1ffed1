package io.ucad.admin.ui;

import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.spring.security.AuthenticationContext;
import io.ucad.admin.access.Role;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;

/** What holds on every screen: language and colours, error sentences, newcomers' first errand. */
@org.springframework.stereotype.Component
@ConditionalOnWebApplication
class UiSetup implements VaadinServiceInitListener {
  private static final long serialVersionUID = 1;

  private final transient AuthenticationContext authentication;

  UiSetup(AuthenticationContext authentication) {
    this.authentication = authentication;
  }

  @Override
  public void serviceInit(ServiceInitEvent event) {
    event
        .getSource()
        .addSessionInitListener(init -> init.getSession().setErrorHandler(new Sentences()));
    event
        .getSource()
        .addUIInitListener(
            init -> {
              Preferences.apply(init.getUI());
              init.getUI()
                  .addBeforeEnterListener(
                      enter -> {
                        if (authentication.hasRole(Role.NEWCOMER)
                            && enter.getNavigationTarget() != PasswordView.class) {
                          enter.forwardTo(PasswordView.class);
                        }
                      });
            });
  }
}
