package io.ucad.admin.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.ErrorEvent;
import com.vaadin.flow.server.ErrorHandler;
import io.ucad.admin.problem.UserProblem;
import io.ucad.detector.image.ImageRejectedException;
import io.ucad.store.StoreException;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;

/** The one place that turns exceptions into sentences for people. */
final class Sentences implements ErrorHandler {
  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(Sentences.class);

  @Override
  public void error(ErrorEvent event) {
    String sentence = of(event.getThrowable());
    UI ui = UI.getCurrent();
    if (ui != null) {
      Parts.failed(sentence);
    }
  }

  /** What to tell; what nobody but an administrator can mend is written to the log. */
  static String of(Throwable problem) {
    for (Throwable t = problem; t != null; t = t.getCause()) {
      if (t instanceof UserProblem known) {
        return Words.t(known.key(), known.parameters());
      }
      if (t instanceof AccessDeniedException || t instanceof AuthenticationException) {
        return Words.t("problem.denied");
      }
      if (t instanceof ImageRejectedException refused) {
        return Words.t("reject", refused.code());
      }
      if (t instanceof StoreException) {
        return Objects.requireNonNullElse(t.getMessage(), "");
      }
    }
    LOG.error("a screen failed", problem);
    return Words.t("problem.ours");
  }
}
