package io.ucad.trainer.learn;

import ai.djl.ndarray.NDManager;
import io.ucad.detector.Detector;
import io.ucad.detector.backbone.Backbone;
import io.ucad.detector.memory.MemoryFile;
import io.ucad.detector.memory.TaskMemory;
import io.ucad.detector.routing.Router;
import io.ucad.store.TaskEntry;
import io.ucad.store.Version;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** From a version of the store to a model that answers. */
public final class Models {
  private Models() {}

  /** The memories of a version, each read only after its checksum was found right. */
  public static List<TaskMemory> memories(Version version) {
    List<TaskMemory> memories = new ArrayList<>();
    for (TaskEntry entry : version.manifest().tasks()) {
      try {
        memories.add(MemoryFile.read(version.file(entry.task())));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return memories;
  }

  /** A detector over all tasks of a version; the caller closes it. */
  public static Detector load(Version version, Backbone backbone, NDManager manager) {
    return new Detector(manager, backbone, memories(version), Router.CANDIDATES);
  }
}
