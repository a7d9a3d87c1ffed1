package io.ucad.admin.version;

import io.ucad.detector.memory.MemoryFile;
import io.ucad.detector.memory.TaskMemory;
import io.ucad.store.TaskEntry;
import io.ucad.store.Version;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * The thresholds of memories, which are large and never change: read once for all versions that
 * hold the same bytes.
 */
@Component
class MemoryCache {
  private static final int MOST = 1000;

  private final Map<String, TaskThresholds> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, TaskThresholds> eldest) {
          return size() > MOST;
        }
      };

  /**
   * @throws io.ucad.store.StoreException if the file is not what was published
   * @throws io.ucad.detector.memory.MemoryException if it holds no memory
   */
  TaskThresholds of(Version version, TaskEntry entry) {
    synchronized (known) {
      TaskThresholds found = known.get(entry.sha256());
      if (found != null) {
        return found;
      }
    }
    try {
      TaskMemory memory = MemoryFile.read(version.file(entry.task()));
      var read =
          new TaskThresholds(memory.task(), entry.sha256(), memory.calibration(), memory.scoring());
      synchronized (known) {
        known.put(entry.sha256(), read);
      }
      return read;
    } catch (IOException e) {
      throw new UncheckedIOException("the memory of " + entry.task() + " cannot be read", e);
    }
  }
}
