package io.ucad.admin.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.applayout.DrawerToggle;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.component.page.ColorScheme;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.spring.security.AuthenticationContext;
import io.ucad.admin.access.AccountService;
import io.ucad.admin.access.Role;
import jakarta.annotation.security.RolesAllowed;
import java.util.Locale;

/** The frame of all screens: where one can go, and who one is. */
@RolesAllowed("VIEWER")
public class MainLayout extends AppLayout {
  private static final long serialVersionUID = 1;

  private final transient AuthenticationContext authentication;

  public MainLayout(AuthenticationContext authentication) {
    this.authentication = authentication;
    setPrimarySection(Section.DRAWER);
    var toggle = new DrawerToggle();
    toggle.setAriaLabel(Words.t("nav.toggle"));
    var spring = new Span();
    spring.addClassName("spring");
    addToNavbar(toggle, spring, menu());
    addToDrawer(
        Parts.box("brand", new Image("icons/ucad.svg", ""), new Span("UCAD")), navigation());
  }

  private SideNav navigation() {
    var navigation = new SideNav();
    navigation.addItem(
        item("nav.overview", OverviewView.class, VaadinIcon.DASHBOARD),
        item("nav.tasks", TasksView.class, VaadinIcon.CUBES),
        item("nav.learn", LearnView.class, VaadinIcon.PLAY_CIRCLE_O),
        item("nav.versions", VersionsView.class, VaadinIcon.ARCHIVES),
        item("nav.quality", QualityView.class, VaadinIcon.CHART),
        item("nav.deployments", DeploymentsView.class, VaadinIcon.SERVER),
        item("nav.inspect", InspectView.class, VaadinIcon.EYE));
    if (authentication.hasRole(Role.ADMIN.name())) {
      navigation.addItem(
          item("nav.access", AccessView.class, VaadinIcon.KEY_O),
          item("nav.webhooks", WebhooksView.class, VaadinIcon.PAPERPLANE_O),
          item("nav.audit", AuditView.class, VaadinIcon.CLIPBOARD_TEXT));
    }
    return navigation;
  }

  private static SideNavItem item(String key, Class<? extends Screen> screen, VaadinIcon icon) {
    var item = new SideNavItem(Words.t(key), screen, icon.create());
    item.setMatchNested(screen != OverviewView.class);
    return item;
  }

  private MenuBar menu() {
    var menu = new MenuBar();
    menu.addThemeVariants(MenuBarVariant.LUMO_TERTIARY_INLINE);
    var colours = menu.addItem(VaadinIcon.ADJUST.create(), click -> switchColours());
    colours.setAriaLabel(Words.t("nav.colours"));
    var language = menu.addItem(VaadinIcon.GLOBE.create());
    language.setAriaLabel(Words.t("nav.language"));
    language.getSubMenu().addItem("English", click -> Preferences.language(Locale.ENGLISH));
    language.getSubMenu().addItem("한국어", click -> Preferences.language(Locale.KOREAN));
    String name = authentication.getPrincipalName().orElse("");
    var user = menu.addItem(VaadinIcon.USER.create());
    user.setAriaLabel(name);
    user.getSubMenu().addItem(name).setEnabled(false);
    if (!name.startsWith(AccountService.ELSEWHERE)) {
      user.getSubMenu()
          .addItem(Words.t("nav.password"), click -> UI.getCurrent().navigate(PasswordView.class));
    }
    user.getSubMenu().addItem(Words.t("nav.logout"), click -> authentication.logout());
    return menu;
  }

  private static void switchColours() {
    boolean dark = UI.getCurrent().getPage().getColorScheme() == ColorScheme.Value.DARK;
    Preferences.colours(!dark);
  }
}
