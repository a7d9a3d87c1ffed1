package io.ucad.admin.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.ParentLayout;
import jakarta.annotation.security.RolesAllowed;
import jakarta.servlet.http.HttpServletResponse;

/** An address that leads to nothing, or to what somebody may not see: both look the same. */
@ParentLayout(MainLayout.class)
@RolesAllowed("VIEWER")
public class NowhereView extends Screen implements HasErrorParameter<NotFoundException> {
  private static final long serialVersionUID = 1;

  @Override
  public int setErrorParameter(
      BeforeEnterEvent event, ErrorParameter<NotFoundException> parameter) {
    String said = parameter.getCustomMessage();
    removeAll();
    add(
        Parts.header(title(), ""),
        Parts.empty(
            VaadinIcon.QUESTION_CIRCLE_O,
            Words.t("nowhere.title"),
            said == null || said.isBlank()
                ? Words.t("nowhere.text", event.getLocation().getPath())
                : said,
            Parts.primary(
                Words.t("nav.overview"),
                VaadinIcon.ARROW_LEFT,
                () -> UI.getCurrent().navigate(OverviewView.class))));
    return HttpServletResponse.SC_NOT_FOUND;
  }

  @Override
  String title() {
    return Words.t("nowhere.title");
  }
}
