package io.ucad.cli;

import com.google.gson.JsonElement;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Where answers go: standard output, as text for people or as JSON for programs. */
final class Answers {
  @Option(names = "--json", description = "Answer in JSON.")
  private boolean json;

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  boolean json() {
    return json;
  }

  PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /** Answers in the form that was asked for. */
  void print(String text, JsonElement element) {
    out().println(json ? element.toString() : text);
    out().flush();
  }
}
