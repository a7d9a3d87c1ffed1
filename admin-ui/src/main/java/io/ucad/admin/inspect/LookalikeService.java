package io.ucad.admin.inspect;

import io.ucad.admin.files.ImageFiles;
import io.ucad.admin.task.TaskData;
import io.ucad.detector.Inspection;
import io.ucad.detector.InspectionOptions;
import io.ucad.detector.image.DecodedImage;
import io.ucad.detector.image.ImageGuard;
import io.ucad.store.AliasName;
import io.ucad.store.ModelStore;
import io.ucad.store.VersionId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;

/** Tells whether images were put to the wrong product, as far as the newest version can know. */
@Service
public class LookalikeService {
  /** Enough to tell a mistake from an odd image, and seconds of work at most. */
  private static final int SAMPLE = 16;

  private static final int BATCH = 4;

  private final Inspector inspector;
  private final ModelStore store;
  private final TaskData data;
  private final ImageFiles files;
  private final ImageGuard guard;

  LookalikeService(
      Inspector inspector, ModelStore store, TaskData data, ImageFiles files, ImageGuard guard) {
    this.inspector = inspector;
    this.store = store;
    this.data = data;
    this.files = files;
    this.guard = guard;
  }

  /**
   * Looks at the training images of a task that came last.
   *
   * @return the other task that most of them are known as; empty if there is none, or no version
   */
  @PreAuthorize("hasRole('OPERATOR')")
  public Optional<Lookalike> check(String task) {
    List<String> sample = data.newest(task, SAMPLE);
    Optional<Integer> latest = store.alias(AliasName.LATEST).map(VersionId::number);
    if (sample.isEmpty() || latest.isEmpty()) {
      return Optional.empty();
    }
    int version = latest.get();
    Map<String, Integer> others = new HashMap<>();
    for (int from = 0; from < sample.size(); from += BATCH) {
      List<String> some = sample.subList(from, Math.min(sample.size(), from + BATCH));
      for (Inspection found : inspect(version, some)) {
        if (found.known() && !found.task().equals(task)) {
          others.merge(found.task(), 1, Integer::sum);
        }
      }
    }
    return others.entrySet().stream()
        .filter(other -> 2 * other.getValue() > sample.size())
        .map(other -> new Lookalike(version, other.getKey(), other.getValue(), sample.size()))
        .findFirst();
  }

  private List<Inspection> inspect(int version, List<String> some) {
    List<DecodedImage> images = new ArrayList<>();
    some.forEach(sha256 -> images.add(guard.decode(files.read(sha256))));
    return inspector.ask(version, detector -> detector.inspect(images, InspectionOptions.DEFAULT));
  }
}
