package io.ucad.cli.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One HTML page that needs nothing but itself: no script, no font, no picture from elsewhere. */
final class Page {
  private static final String TEMPLATE =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>{}</title>
      <style>
      {}
      </style>
      </head>
      <body>
      <header><h1>{}</h1><p>{}</p></header>
      <main>
      {}
      </main>
      </body>
      </html>
      """;

  private Page() {}

  static String of(String title, String subtitle, List<Html> sections) {
    return Html.of(TEMPLATE, title, style(), title, subtitle, Html.join(sections)).markup();
  }

  /** A section with a heading; {@code lead} says in a sentence what is to be seen. */
  static Html section(String heading, String lead, Html content) {
    return Html.of(
        "<section><h2>{}</h2><p class=\"lead\">{}</p>{}</section>", heading, lead, content);
  }

  private static Html style() {
    try (InputStream in = Page.class.getResourceAsStream("/io/ucad/cli/report/report.css")) {
      if (in == null) {
        throw new IllegalStateException("report.css is missing from the jar");
      }
      return new Html(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
