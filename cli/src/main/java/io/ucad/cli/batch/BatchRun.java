package io.ucad.cli.batch;

import com.google.gson.JsonObject;
import io.ucad.detector.image.ImageGuard;
import io.ucad.detector.image.ImageHeader;
import io.ucad.detector.image.ImageRejectedException;
import io.ucad.trainer.progress.Cancellation;
import io.ucad.trainer.progress.ProgressListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Inspects all images of a source into one file of results. Answers go to a journal beside it
 * first; whatever interrupts a run, the same run started again goes on where it was.
 */
public final class BatchRun {
  private static final int BATCH = 8;

  private final ImageSource source;
  private final BatchInspector inspector;
  private final Path out;
  private final ResultFormat format;
  private final JsonObject run;

  /**
   * @param out decides the format by its name
   * @param run what inspects, in words that are the same exactly when the answers would be
   * @throws BatchException if {@code out} exists, or has a name of no format
   */
  public BatchRun(ImageSource source, BatchInspector inspector, Path out, JsonObject run) {
    this.source = source;
    this.inspector = inspector;
    this.out = out.toAbsolutePath();
    this.format = ResultFormat.of(out);
    this.run = run;
    if (Files.exists(out)) {
      throw new BatchException("expected no file at %s yet, found one".formatted(out));
    }
  }

  /**
   * Runs to the end.
   *
   * @throws io.ucad.trainer.progress.CancelledException if asked to stop; what was answered is kept
   */
  public BatchSummary run(ProgressListener listener, Cancellation cancellation) {
    List<String> names = source.names();
    Path journalFile = out.resolveSibling("." + out.getFileName() + ".partial");
    try (Journal journal = Journal.open(journalFile, run, names)) {
      int resumed = journal.answered();
      long start = System.nanoTime();
      for (int next = resumed; next < names.size(); ) {
        cancellation.check();
        List<Sent> some = read(names, next);
        journal.append(inspector.inspect(some));
        next += some.size();
        double speed = (next - resumed) / ((System.nanoTime() - start) / 1e9);
        listener.progress(
            String.format(Locale.ROOT, "inspecting, %.1f images/s", speed), next, names.size());
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      var summary = new BatchSummary(resumed, seconds);
      journal.forEach(summary::count);
      finish(journal);
      return summary;
    }
  }

  /** The next images; fewer if they are large, for their pixels are in memory together. */
  private List<Sent> read(List<String> names, int from) {
    ImageGuard guard = inspector.guard();
    List<Sent> some = new ArrayList<>(BATCH);
    long pixels = 0;
    for (int i = from;
        i < names.size() && some.size() < BATCH && pixels < guard.limits().maxPixels();
        i++) {
      String name = names.get(i);
      try {
        Sent sent = new Sent(name, source.read(i, guard.limits().maxBytes()), "");
        pixels += pixels(sent.bytes());
        some.add(sent);
      } catch (IOException e) {
        some.add(new Sent(name, new byte[0], "expected a readable file, found " + e.getMessage()));
      }
    }
    return some;
  }

  private long pixels(byte[] file) {
    try {
      ImageHeader header = inspector.guard().inspect(file);
      return (long) header.width() * header.height();
    } catch (ImageRejectedException e) {
      return 0; // it will be answered by an error
    }
  }

  private void finish(Journal journal) {
    Path staged = out.resolveSibling("." + out.getFileName() + ".staged");
    try {
      Files.deleteIfExists(staged);
      format.write(journal, staged);
      try (FileChannel file = FileChannel.open(staged, StandardOpenOption.WRITE)) {
        file.force(true);
      }
      Files.move(staged, out, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("expected to write " + out + ", found " + e, e);
    }
    journal.delete();
  }
}
