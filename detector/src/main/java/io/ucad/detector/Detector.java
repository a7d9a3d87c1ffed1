package io.ucad.detector;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.ucad.detector.backbone.Backbone;
import io.ucad.detector.backbone.Prompts;
import io.ucad.detector.features.FeatureSpec;
import io.ucad.detector.features.Tokens;
import io.ucad.detector.image.DecodedImage;
import io.ucad.detector.image.Preprocessing;
import io.ucad.detector.image.Preprocessor;
import io.ucad.detector.memory.PromptValues;
import io.ucad.detector.memory.TaskMemory;
import io.ucad.detector.routing.Route;
import io.ucad.detector.routing.Router;
import io.ucad.detector.scoring.PatchScores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One model for all tasks learned so far (method section 4): plain ViT, route, ViT with the prompts
 * of the chosen task, score. Immutable and thread-safe; closing it frees its native memory, but not
 * the backbone, which it shares.
 */
public final class Detector implements AutoCloseable {
  private final Backbone backbone;
  private final NDManager manager;
  private final List<LoadedTask> tasks;
  private final Map<String, Integer> indexOf = new HashMap<>();
  private final FeatureSpec routing;
  private final Router router;
  private final int[] plainTaps;
  private final Map<Preprocessing, Preprocessor> preprocessors = new ConcurrentHashMap<>();

  /**
   * @param parent the new detector's arrays live in a sub-manager of it
   * @param candidates tasks whose exact routing distance is computed, see {@link Router}
   * @throws DetectorException if there is no task, or one does not fit the backbone or the others
   */
  public Detector(NDManager parent, Backbone backbone, List<TaskMemory> memories, int candidates) {
    if (memories.isEmpty()) {
      throw new DetectorException(
          DetectorException.Code.EMPTY_MODEL,
          "expected at least one learned task, found none; learn one first");
    }
    this.backbone = backbone;
    this.routing = memories.get(0).routing();
    var check = new MemoryCheck(backbone, routing);
    for (TaskMemory memory : memories) {
      check.require(memory);
      if (indexOf.putIfAbsent(memory.task(), indexOf.size()) != null) {
        throw new DetectorException(
            DetectorException.Code.DUPLICATE_TASK,
            "expected tasks of different names, found '%s' twice".formatted(memory.task()));
      }
    }
    this.manager = parent.newSubManager();
    this.tasks = memories.stream().map(m -> new LoadedTask(manager, backbone, m)).toList();
    this.router = new Router(manager, tasks.stream().map(LoadedTask::key).toList(), candidates);
    var taps = new TreeSet<Integer>(routing.blocks());
    for (LoadedTask task : tasks) {
      if (sharesPlainPass(task.memory().features(), task.prompted())) {
        task.memory().features().blocks().stream()
            .filter(b -> b < routing.lastBlock())
            .forEach(taps::add);
      }
    }
    this.plainTaps = taps.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Whether knowledge tokens can be taken from the pass that the routing needs anyway. */
  private boolean sharesPlainPass(FeatureSpec features, boolean prompted) {
    return !prompted && features.preprocessing().equals(routing.preprocessing());
  }

  /** Names of the tasks, in the order learned. */
  public List<String> tasks() {
    return tasks.stream().map(t -> t.memory().task()).toList();
  }

  /** The backbone that all tasks share. */
  public Backbone backbone() {
    return backbone;
  }

  /** Inspects one image. */
  public Inspection inspect(DecodedImage image, InspectionOptions options) {
    return inspect(List.of(image), options).get(0);
  }

  /**
   * Inspects a batch; answers are in the order of the images.
   *
   * @throws DetectorException {@code UNKNOWN_TASK}, or {@code NOT_FINITE} if weights or memory are
   *     damaged
   */
  public List<Inspection> inspect(List<DecodedImage> images, InspectionOptions options) {
    if (images.isEmpty()) {
      return List.of();
    }
    var clock = new Stopwatch();
    try (NDManager scratch = manager.newSubManager()) {
      return options.task().isPresent()
          ? inspectAs(scratch, images, options, clock)
          : inspectRouted(scratch, images, options, clock);
    }
  }

  private List<Inspection> inspectAs(
      NDManager scratch, List<DecodedImage> images, InspectionOptions options, Stopwatch clock) {
    String name = options.task().orElseThrow();
    Integer index = indexOf.get(name);
    if (index == null) {
      throw new DetectorException(
          DetectorException.Code.UNKNOWN_TASK,
          "expected a task of this model %s, found '%s'".formatted(tasks(), name));
    }
    List<LoadedTask> chosen = images.stream().map(i -> tasks.get(index)).toList();
    return score(scratch, images, chosen, null, null, options, clock);
  }

  private List<Inspection> inspectRouted(
      NDManager scratch, List<DecodedImage> images, InspectionOptions options, Stopwatch clock) {
    NDArray input = input(scratch, images, routing.preprocessing());
    clock.lap(Stopwatch.Phase.PREPARE);
    NDList plain = backbone.forward(input, Prompts.none(), plainTaps);
    input.close();
    NDArray keyTokens =
        Tokens.of(
            Tokens.select(plain, plainTaps, routing),
            backbone.info().shape().prefixTokens(),
            routing);
    clock.lap(Stopwatch.Phase.BACKBONE);
    List<Route> routes = router.route(keyTokens);
    clock.lap(Stopwatch.Phase.ROUTING);
    List<LoadedTask> chosen = routes.stream().map(r -> tasks.get(r.task())).toList();
    return score(scratch, images, chosen, routes, plain, options, clock);
  }

  private List<Inspection> score(
      NDManager scratch,
      List<DecodedImage> images,
      List<LoadedTask> chosen,
      @Nullable List<Route> routes,
      @Nullable NDList plain,
      InspectionOptions options,
      Stopwatch clock) {
    PatchScores[] scores = new PatchScores[images.size()];
    for (BatchGroup group : BatchGroup.of(chosen)) {
      NDArray tokens =
          plain != null && sharesPlainPass(group.features(), group.prompted())
              ? continued(plain, group, images.size())
              : fresh(scratch, images, chosen, group, clock);
      clock.lap(Stopwatch.Phase.BACKBONE);
      scoreByTask(tokens, group, chosen, scores);
      clock.lap(Stopwatch.Phase.SCORING);
    }
    List<Inspection> answers = new ArrayList<>(images.size());
    for (int i = 0; i < images.size(); i++) {
      Route route = routes == null ? null : routes.get(i);
      answers.add(
          Judge.judge(images.get(i), chosen.get(i), route, scores[i], options.explanations()));
    }
    clock.lap(Stopwatch.Phase.SCORING);
    Timings timings = clock.timings();
    return answers.stream().map(a -> a.with(timings)).toList();
  }

  /** Tokens of images whose plain pass has been run up to the routing block already. */
  private NDArray continued(NDList plain, BatchGroup group, int batch) {
    FeatureSpec spec = group.features();
    NDList rows = new NDList();
    for (NDArray tap : plain) {
      rows.add(group.items().size() == batch ? tap : rows(tap, group.items()));
    }
    int[] later = spec.blocks().stream().mapToInt(b -> b).filter(b -> b > plainEnd()).toArray();
    NDList taps = new NDList();
    for (int block : spec.blocks()) {
      if (block <= plainEnd()) {
        taps.add(rows.get(Arrays.binarySearch(plainTaps, block)));
      }
    }
    if (later.length > 0) {
      NDArray hidden = rows.get(rows.size() - 1);
      taps.addAll(backbone.resume(hidden, plainEnd(), Prompts.none(), later));
    }
    return Tokens.of(taps, backbone.info().shape().prefixTokens(), spec);
  }

  private int plainEnd() {
    return plainTaps[plainTaps.length - 1];
  }

  private static NDArray rows(NDArray array, List<Integer> items) {
    NDManager manager = array.getManager();
    NDArray index = manager.create(items.stream().mapToLong(Integer::longValue).toArray());
    return array.get(manager, new NDIndex("{}", index));
  }

  /** Tokens that need a pass of their own: prompted, or of another input. */
  private NDArray fresh(
      NDManager scratch,
      List<DecodedImage> images,
      List<LoadedTask> chosen,
      BatchGroup group,
      Stopwatch clock) {
    List<DecodedImage> some = group.items().stream().map(images::get).toList();
    List<PromptValues> prompts =
        group.items().stream().map(i -> chosen.get(i).memory().prompts()).toList();
    boolean same = prompts.stream().distinct().count() == 1;
    FeatureSpec spec = group.features();
    NDArray input = input(scratch, some, spec.preprocessing());
    clock.lap(Stopwatch.Phase.PREPARE);
    NDList taps =
        backbone.forward(
            input, PromptBatch.of(scratch, same ? prompts.subList(0, 1) : prompts), spec.taps());
    return Tokens.of(taps, backbone.info().shape().prefixTokens(), spec);
  }

  private NDArray input(NDManager scratch, List<DecodedImage> images, Preprocessing how) {
    Preprocessor preprocessor = preprocessors.computeIfAbsent(how, Preprocessor::new);
    int size = 3 * how.height() * how.width();
    float[] values = new float[images.size() * size];
    IntStream.range(0, images.size())
        .parallel()
        .forEach(i -> preprocessor.applyInto(images.get(i), values, i * size));
    return Host.array(scratch, values, new Shape(images.size(), 3, how.height(), how.width()));
  }

  private static void scoreByTask(
      NDArray tokens, BatchGroup group, List<LoadedTask> chosen, PatchScores[] scores) {
    Map<LoadedTask, List<Integer>> byTask = new HashMap<>();
    for (int i = 0; i < group.items().size(); i++) {
      byTask.computeIfAbsent(chosen.get(group.items().get(i)), t -> new ArrayList<>()).add(i);
    }
    for (Map.Entry<LoadedTask, List<Integer>> entry : byTask.entrySet()) {
      List<Integer> items = entry.getValue();
      NDArray own = items.size() == group.items().size() ? tokens : rows(tokens, items);
      PatchScores[] some = entry.getKey().knowledge().score(own);
      for (int i = 0; i < some.length; i++) {
        scores[group.items().get(items.get(i))] = some[i];
      }
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
