package io.ucad.cli.report;

import io.ucad.detector.backbone.BackboneInfo;
import java.util.ArrayList;
import java.util.List;

/** What a measurement can be repeated with. */
final class Facts {
  private final List<Html> rows = new ArrayList<>();

  Facts add(String name, Object value) {
    rows.add(Html.of("<dt>{}</dt><dd>{}</dd>", name, value));
    return this;
  }

  Facts add(BackboneInfo backbone) {
    add("Backbone", backbone.name());
    add("Backbone SHA-256", Html.of("<code>{}</code>", backbone.sha256()));
    if (!backbone.licence().isEmpty()) {
      add("Backbone licence", backbone.licence());
    }
    return this;
  }

  Facts addCommand(String command) {
    add("Command", Html.of("<code>{}</code>", command));
    return add("Java", Runtime.version());
  }

  Html html() {
    return Html.of("<dl>{}</dl>", Html.join(rows));
  }
}
