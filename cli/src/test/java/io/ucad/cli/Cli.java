package io.ucad.cli;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;

/** The program, run inside the test. */
final class Cli {
  /** What it answered. */
  record Result(int code, String out, String err) {
    JsonObject json() {
      return JsonParser.parseString(out).getAsJsonObject();
    }

    List<String> lines() {
      return out.lines().toList();
    }
  }

  private Cli() {}

  static Result run(Object... words) {
    var out = new StringWriter();
    var err = new StringWriter();
    CommandLine program =
        Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int code =
        program.execute(List.of(words).stream().map(Object::toString).toArray(String[]::new));
    return new Result(code, out.toString(), err.toString());
  }
}
