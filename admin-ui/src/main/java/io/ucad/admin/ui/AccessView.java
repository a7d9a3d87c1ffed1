package io.ucad.admin.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.checkbox.CheckboxGroupVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.Route;
import io.ucad.admin.access.AccountService;
import io.ucad.admin.access.Role;
import io.ucad.admin.access.TokenRow;
import io.ucad.admin.access.TokenScope;
import io.ucad.admin.access.TokenService;
import io.ucad.admin.access.UserRow;
import io.ucad.admin.audit.AuditService;
import io.ucad.admin.problem.UserProblem;
import jakarta.annotation.security.RolesAllowed;
import java.util.Set;
import java.util.stream.Collectors;

/** Who may do what, and who did what. */
@Route(value = "access", layout = MainLayout.class)
@RolesAllowed("ADMIN")
public class AccessView extends Screen {
  private static final long serialVersionUID = 1;
  private static final int PAGE = 20;
  private static final int ENTRIES = 10;
  private static final int DAYS = 90;

  private final transient AccountService accounts;
  private final transient TokenService tokens;
  private final transient AuditService audit;
  private final Div users = Parts.box("list");
  private final Div secrets = Parts.box("list");
  private final Pager userPager = new Pager(PAGE, this::refresh);
  private final Pager tokenPager = new Pager(PAGE, this::refresh);
  private final Div entries = Parts.box("list");

  public AccessView(AccountService accounts, TokenService tokens, AuditService audit) {
    this.accounts = accounts;
    this.tokens = tokens;
    this.audit = audit;
    Button add = Parts.primary(Words.t("access.user.add"), VaadinIcon.PLUS, this::openUser);
    Button token = Parts.plain(Words.t("access.token.add"), VaadinIcon.PLUS, this::openToken);
    add(
        Parts.header(title(), Words.t("access.lead"), token, add),
        Parts.panel(Words.t("access.users"), users, userPager),
        Parts.panel(Words.t("access.tokens"), secrets, tokenPager),
        Parts.panel(
            Words.t("access.audit"),
            entries,
            Parts.box("row", new Anchor("audit", Words.t("access.audit.all")))));
    refresh();
  }

  private void refresh() {
    userPager.count(accounts.count());
    tokenPager.count(tokens.count());
    users.removeAll();
    accounts.users(userPager.page(), PAGE).forEach(user -> users.add(line(user)));
    secrets.removeAll();
    tokens.list(tokenPager.page(), PAGE).forEach(token -> secrets.add(line(token)));
    if (secrets.getComponentCount() == 0) {
      secrets.add(Parts.text("muted", Words.t("access.tokens.none")));
    }
    entries.removeAll();
    audit.search("", 0, ENTRIES).forEach(entry -> entries.add(new AuditLine(entry)));
  }

  private Div line(UserRow user) {
    var role = new Select<Role>();
    role.setItems(Role.values());
    role.setValue(user.role());
    role.setItemLabelGenerator(value -> Words.t("role", value));
    role.setAriaLabel(Words.t("access.role", user.name()));
    role.addValueChangeListener(change -> change(user.name(), change.getValue(), user.enabled()));
    Button lock =
        Parts.plain(
            Words.t(user.enabled() ? "access.lock" : "access.unlock"),
            user.enabled() ? VaadinIcon.LOCK : VaadinIcon.UNLOCK,
            () -> change(user.name(), user.role(), !user.enabled()));
    Button reset =
        Parts.plain(
            Words.t("access.reset"),
            VaadinIcon.KEY,
            () -> {
              Secret.show(
                  Words.t("access.password.of", user.name()), accounts.resetPassword(user.name()));
              refresh();
            });
    Div line = Parts.box("line wrap", Parts.text("grow strong", user.name()));
    if (user.newcomer()) {
      line.add(Parts.state("quiet", Words.t("access.newcomer")));
    }
    if (!user.enabled()) {
      line.add(Parts.state("bad", Words.t("access.locked")));
    }
    line.add(role, reset, lock);
    return line;
  }

  private void change(String name, Role role, boolean enabled) {
    try {
      accounts.change(name, role, enabled);
    } catch (UserProblem e) {
      Parts.failed(Sentences.of(e));
    }
    refresh();
  }

  private Div line(TokenRow token) {
    Div line =
        Parts.box(
            "line wrap",
            Parts.text("strong", token.label()),
            Parts.text("grow muted", token.user() + " · " + scopes(token.scopes())),
            Parts.text(
                "muted nowrap",
                token
                    .lastUsedAt()
                    .map(at -> Words.t("access.used", Words.date(at)))
                    .orElseGet(() -> Words.t("access.unused"))),
            Parts.text("muted nowrap", Words.t("access.expires", Words.date(token.expiresAt()))));
    if (token.valid()) {
      line.add(
          Parts.danger(
              Words.t("access.revoke"),
              VaadinIcon.CLOSE_SMALL,
              () -> {
                tokens.revoke(token.id());
                refresh();
              }));
    } else {
      line.add(Parts.state("quiet", Words.t("access.invalid")));
    }
    return line;
  }

  private static String scopes(Set<TokenScope> scopes) {
    return scopes.stream()
        .sorted()
        .map(scope -> Words.t("scope", scope))
        .collect(Collectors.joining(", "));
  }

  private void openUser() {
    var dialog = new Dialog();
    dialog.setHeaderTitle(Words.t("access.user.add"));
    var name = new TextField(Words.t("login.user"));
    var role = new Select<Role>();
    role.setLabel(Words.t("access.role.label"));
    role.setItems(Role.values());
    role.setValue(Role.VIEWER);
    role.setItemLabelGenerator(value -> Words.t("role", value));
    dialog.add(Parts.box("column form", name, role));
    Button save =
        Parts.primary(
            Words.t("access.user.add"),
            VaadinIcon.CHECK,
            () -> {
              try {
                String password = accounts.add(name.getValue(), role.getValue());
                dialog.close();
                Secret.show(Words.t("access.password.of", name.getValue()), password);
                refresh();
              } catch (UserProblem e) {
                name.setInvalid(true);
                name.setErrorMessage(Sentences.of(e));
              }
            });
    dialog.getFooter().add(new Button(Words.t("action.cancel"), click -> dialog.close()), save);
    dialog.open();
  }

  private void openToken() {
    var dialog = new Dialog();
    dialog.setHeaderTitle(Words.t("access.token.add"));
    var label = new TextField(Words.t("access.token.label"));
    var scopes = new CheckboxGroup<TokenScope>(Words.t("access.token.scopes"));
    scopes.setItems(TokenScope.values());
    scopes.setValue(Set.of(TokenScope.PREDICT));
    scopes.addThemeVariants(CheckboxGroupVariant.LUMO_VERTICAL);
    scopes.setItemLabelGenerator(
        scope -> Words.t("scope", scope) + " – " + Words.t("scope." + scope.word() + ".note"));
    var days = new IntegerField(Words.t("access.token.days"));
    days.setValue(DAYS);
    dialog.add(Parts.box("column form", label, scopes, days));
    Button save =
        Parts.primary(
            Words.t("access.token.add"),
            VaadinIcon.CHECK,
            () -> {
              int wanted = days.getValue() == null ? 0 : days.getValue();
              try {
                String secret = tokens.create(label.getValue(), scopes.getValue(), wanted);
                dialog.close();
                Secret.show(Words.t("access.token.of", label.getValue()), secret);
                refresh();
              } catch (UserProblem e) {
                label.setInvalid(true);
                label.setErrorMessage(Sentences.of(e));
              }
            });
    dialog.getFooter().add(new Button(Words.t("action.cancel"), click -> dialog.close()), save);
    dialog.open();
  }

  @Override
  String title() {
    return Words.t("nav.access");
  }
}
