package io.ucad.admin.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinServletRequest;
import io.ucad.admin.endpoint.CurlLine;

/** A line for the shell that sends an image to the endpoint, to be copied. */
final class CurlBox extends Div {
  private static final long serialVersionUID = 1;
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  /**
   * @param token whether the endpoint asks for one
   */
  CurlBox(boolean token) {
    addClassNames("row", "curl");
    var line = new TextField();
    line.setValue(CurlLine.of(origin(), token, "part.png"));
    line.setReadOnly(true);
    line.setAutoselect(true);
    line.setAriaLabel(Words.t("deploy.curl"));
    line.addClassName("grow");
    Button copy =
        Parts.plain(
            Words.t("deploy.copy"),
            VaadinIcon.COPY_O,
            () -> {
              // Browsers lend the clipboard to pages that came over TLS or from this machine only.
              getElement()
                  .executeJs(
                      "if (navigator.clipboard) { navigator.clipboard.writeText($0); }",
                      line.getValue());
              line.focus();
            });
    add(line, copy);
  }

  /** How the browser calls this server. */
  private static String origin() {
    if (VaadinRequest.getCurrent() instanceof VaadinServletRequest request) {
      int port = request.getServerPort();
      boolean usual = port == (request.isSecure() ? HTTPS : HTTP);
      return request.getScheme() + "://" + request.getServerName() + (usual ? "" : ":" + port);
    }
    return "http://localhost:8080";
  }
}
