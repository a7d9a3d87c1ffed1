package io.ucad.cli;

import com.google.gson.JsonObject;
import java.io.PrintWriter;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Turns what went wrong into one sentence; only a fault of ours shows a stack trace. A program that
 * asked for JSON gets code and message on standard output.
 */
final class Failures implements IExecutionExceptionHandler {
  private static final String FAULT = "this is a fault of ours; please report it with what follows";

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    Optional<String> code = ErrorCodes.of(e);
    String message = code.isPresent() ? String.valueOf(e.getMessage()) : FAULT;
    PrintWriter err = command.getErr();
    err.println("ucad: " + message);
    if (code.isEmpty()) {
      e.printStackTrace(err);
    }
    err.flush();
    if (command.getParseResult() != null && command.getParseResult().hasMatchedOption("--json")) {
      var json = new JsonObject();
      json.addProperty("code", code.orElse("INTERNAL"));
      json.addProperty("message", code.isPresent() ? message : e.toString());
      command.getOut().println(json);
      command.getOut().flush();
    }
    return CommandLine.ExitCode.SOFTWARE;
  }
}
