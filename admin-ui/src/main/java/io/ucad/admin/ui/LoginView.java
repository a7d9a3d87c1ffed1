package io.ucad.admin.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.login.LoginForm;
import com.vaadin.flow.component.login.LoginI18n;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import io.ucad.admin.access.OidcSettings;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;

/** The only screen that is open to everybody. */
@Route(value = "login", autoLayout = false)
@AnonymousAllowed
public class LoginView extends Main implements BeforeEnterObserver, HasDynamicTitle {
  private static final long serialVersionUID = 1;

  private final LoginForm form = new LoginForm();
  private final Div denied = Parts.box("remark bad", new Span(Words.t("login.denied")));

  public LoginView(ObjectProvider<OidcSettings> oidc) {
    addClassName("gate");
    form.setAction("login");
    form.setForgotPasswordButtonVisible(false);
    var mark = new Image("icons/ucad.svg", "");
    add(
        Parts.box(
            "gate-card",
            Parts.box("brand", mark, new H1("UCAD")),
            new Paragraph(Words.t("login.lead")),
            form,
            denied));
    denied.setVisible(false);
    denied.getElement().setAttribute("role", "alert");
    oidc.ifAvailable(
        settings -> {
          var elsewhere = new Anchor("oauth2/authorization/oidc", Words.t("login.oidc"));
          elsewhere.setRouterIgnore(true);
          elsewhere.addClassName("login-elsewhere");
          add(elsewhere);
        });
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    Map<String, ?> parameters = event.getLocation().getQueryParameters().getParameters();
    boolean waiting = parameters.containsKey("wait");
    form.setI18n(words(waiting));
    denied.setVisible(parameters.containsKey("denied"));
    form.setError(waiting || parameters.containsKey("error"));
  }

  private static LoginI18n words(boolean waiting) {
    var words = LoginI18n.createDefault();
    var fields = words.getForm();
    fields.setTitle(Words.t("login.title"));
    fields.setUsername(Words.t("login.user"));
    fields.setPassword(Words.t("login.password"));
    fields.setSubmit(Words.t("login.submit"));
    words.setForm(fields);
    var error = words.getErrorMessage();
    error.setTitle(Words.t(waiting ? "login.wait.title" : "login.error.title"));
    error.setMessage(Words.t(waiting ? "login.wait.text" : "login.error.text"));
    error.setUsername(Words.t("login.user.missing"));
    error.setPassword(Words.t("login.password.missing"));
    words.setErrorMessage(error);
    return words;
  }

  @Override
  public String getPageTitle() {
    return Words.t("login.title") + " · UCAD";
  }
}
