package io.ucad.admin.ui;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.spring.security.AuthenticationContext;
import io.ucad.admin.access.AccountService;
import io.ucad.admin.problem.UserProblem;
import jakarta.annotation.security.RolesAllowed;

/** Choosing a password; a newcomer sees nothing else before. */
@Route(value = "password", autoLayout = false)
@RolesAllowed({"NEWCOMER", "VIEWER"})
public class PasswordView extends Main implements HasDynamicTitle {
  private static final long serialVersionUID = 1;

  private final transient AccountService accounts;
  private final transient AuthenticationContext authentication;
  private final PasswordField old = new PasswordField(Words.t("password.old"));
  private final PasswordField chosen = new PasswordField(Words.t("password.new"));
  private final PasswordField again = new PasswordField(Words.t("password.again"));

  public PasswordView(AccountService accounts, AuthenticationContext authentication) {
    this.accounts = accounts;
    this.authentication = authentication;
    addClassName("gate");
    chosen.setHelperText(Words.t("password.rule"));
    old.setAutofocus(true);
    Button save = Parts.primary(Words.t("password.save"), VaadinIcon.CHECK, this::save);
    save.addClickShortcut(Key.ENTER);
    add(
        Parts.box(
            "gate-card column",
            new H1(Words.t("password.title")),
            new Paragraph(Words.t("password.lead")),
            old,
            chosen,
            again,
            save));
  }

  private void save() {
    again.setInvalid(!again.getValue().equals(chosen.getValue()));
    again.setErrorMessage(Words.t("password.differ"));
    if (again.isInvalid()) {
      return;
    }
    try {
      accounts.choosePassword(old.getValue(), chosen.getValue());
    } catch (UserProblem e) {
      PasswordField wrong = e.key().equals("problem.password.old") ? old : chosen;
      wrong.setInvalid(true);
      wrong.setErrorMessage(Sentences.of(e));
      return;
    }
    // The session was made for the old password; its roles are those of a newcomer.
    authentication.logout();
  }

  @Override
  public String getPageTitle() {
    return Words.t("password.title") + " · UCAD";
  }
}
