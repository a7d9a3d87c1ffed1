package io.ucad.cli.batch;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;

/**
 * The answers of a batch so far, a JSON object a line, in the order of the images, behind one line
 * that says what is being inspected with what. Lines are only ever appended: whatever ends a run,
 * the next one finds every whole line and goes on behind the last.
 */
final class Journal implements AutoCloseable {
  private final Path file;
  private final FileChannel channel;
  private final int answered;

  private Journal(Path file, FileChannel channel, int answered) {
    this.file = file;
    this.channel = channel;
    this.answered = answered;
  }

  /**
   * Opens the journal of a run, or begins it.
   *
   * @param run what is inspected with what; a journal of something else is refused
   * @param names all images; those answered must be the first ones of these
   */
  static Journal open(Path file, JsonObject run, List<String> names) {
    try {
      if (!Files.exists(file)) {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, run + "\n", StandardOpenOption.CREATE_NEW);
      }
      int answered = check(file, run, names);
      FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
      channel.truncate(wholeLines(file));
      channel.position(channel.size());
      return new Journal(file, channel, answered);
    } catch (IOException e) {
      throw new UncheckedIOException("expected to read and write " + file + ", found " + e, e);
    }
  }

  /** Images that need not be inspected again. */
  int answered() {
    return answered;
  }

  void append(List<JsonObject> answers) {
    var lines = new StringBuilder();
    answers.forEach(answer -> lines.append(answer).append('\n'));
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(lines.toString());
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("expected to write to " + file + ", found " + e, e);
    }
  }

  /** All answers so far, in order. */
  void forEach(Consumer<JsonObject> answer) {
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      lines.readLine();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        answer.accept(JsonParser.parseString(line).getAsJsonObject());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("expected to read " + file + ", found " + e, e);
    }
  }

  /** Ends the run: its answers are elsewhere by now. */
  void delete() {
    close();
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException("expected to delete " + file + ", found " + e, e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The number of answers, after the run and each name were found to be those expected. */
  private static int check(Path file, JsonObject run, List<String> names) throws IOException {
    long whole = wholeLines(file);
    int lines = 0;
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      long read = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        read += line.getBytes(StandardCharsets.UTF_8).length + 1L;
        if (read > whole) {
          break; // the last line was cut off
        }
        if (lines == 0) {
          requireRun(file, run, line);
        } else {
          requireName(file, names, lines - 1, line);
        }
        lines++;
      }
    }
    if (lines == 0) {
      throw refused(file, "has no whole line");
    }
    return lines - 1;
  }

  private static void requireRun(Path file, JsonObject run, String line) {
    if (!line.equals(run.toString())) {
      throw refused(file, "is of another run: expected " + run + ", found " + line);
    }
  }

  private static void requireName(Path file, List<String> names, int index, String line) {
    String expected = index < names.size() ? names.get(index) : "the end";
    JsonElement found;
    try {
      found = JsonParser.parseString(line);
    } catch (JsonParseException e) {
      throw refused(file, "is damaged at answer " + (index + 1));
    }
    if (!found.isJsonObject()
        || !new JsonPrimitive(expected).equals(found.getAsJsonObject().get("requestId"))) {
      throw refused(
          file,
          "does not belong to these images: expected '%s' as number %d, found '%s'"
              .formatted(expected, index + 1, line));
    }
  }

  private static BatchException refused(Path file, String why) {
    return new BatchException(
        "the unfinished results in %s cannot be continued: it %s. Delete the file to begin anew."
            .formatted(file, why));
  }

  /** Bytes up to the last line end. */
  private static long wholeLines(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer one = ByteBuffer.allocate(1);
      for (long end = channel.size(); end > 0; end--) {
        one.clear();
        channel.read(one, end - 1);
        if (one.get(0) == '\n') {
          return end;
        }
      }
      return 0;
    }
  }
}
