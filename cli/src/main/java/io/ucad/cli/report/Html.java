package io.ucad.cli.report;

import java.util.Collection;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Markup. Text gets in only through a template's holes, where it is escaped: names of folders and
 * files are chosen by others.
 */
record Html(String markup) {
  static final Html EMPTY = new Html("");

  /**
   * @param template markup of ours, with <code>{}</code> for each hole; a hole in an attribute
   *     stands between double quotes
   * @param holes {@link Html} goes in as it is, all else as text
   */
  static Html of(String template, Object... holes) {
    var markup = new StringBuilder();
    int from = 0;
    for (Object hole : holes) {
      int at = template.indexOf("{}", from);
      if (at < 0) {
        throw new IllegalArgumentException("more values than holes in " + template);
      }
      markup.append(template, from, at);
      markup.append(hole instanceof Html html ? html.markup : escaped(String.valueOf(hole)));
      from = at + 2;
    }
    if (template.indexOf("{}", from) >= 0) {
      throw new IllegalArgumentException("fewer values than holes in " + template);
    }
    return new Html(markup.append(template, from, template.length()).toString());
  }

  static Html join(Stream<Html> parts) {
    return new Html(parts.map(Html::markup).collect(Collectors.joining("\n")));
  }

  static Html join(Collection<Html> parts) {
    return join(parts.stream());
  }

  private static String escaped(String text) {
    var out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(c < ' ' && c != '\n' && c != '\t' ? '\uFFFD' : c);
      }
    }
    return out.toString();
  }
}
