package io.ucad.serving;

import io.ucad.detector.DetectorException;
import io.ucad.detector.backbone.Backbones;
import io.ucad.detector.memory.MemoryFile;
import io.ucad.detector.memory.TaskMemory;
import io.ucad.store.ModelStore;
import io.ucad.store.Version;
import java.nio.file.Path;
import java.util.List;

/**
 * Where a model is.
 *
 * @param store a model store
 * @param version {@code v7}, or an alias
 * @param backbone a safetensors file, which must be the one that the version was learned with
 */
record ModelFiles(Path store, String version, Path backbone) {

  /** A version whose every byte was found to be as published. */
  record Contents(String version, List<TaskMemory> memories) {
    /** Name of the backbone that the memories belong to. */
    String backbone() {
      return memories.get(0).backbone().name();
    }

    /** Its hash. */
    String backboneSha256() {
      return memories.get(0).backbone().sha256();
    }
  }

  /**
   * Reads a version.
   *
   * @throws io.ucad.store.StoreException if it is not there or not as it was published
   * @throws io.ucad.detector.memory.MemoryException if it holds something else than memories
   */
  Contents read() {
    ModelStore models = ModelStore.open(store);
    Version found = models.version(models.resolve(version));
    List<TaskMemory> memories = MemoryFile.readAll(found.files());
    if (memories.isEmpty()) {
      throw new DetectorException(
          DetectorException.Code.EMPTY_MODEL,
          "expected at least one learned task in version %s, found none; learn one first"
              .formatted(found.id()));
    }
    return new Contents(found.id().toString(), memories);
  }

  /**
   * Reads every byte of the version and of the backbone, and makes no array.
   *
   * @throws io.ucad.detector.backbone.BackboneException if the backbone is another one
   */
  void verify() {
    Backbones.verify(backbone, read().backboneSha256());
  }
}
