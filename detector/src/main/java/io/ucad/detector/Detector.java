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
import io.ucad.detector.host.Host;
import io.ucad.detector.image.DecodedImage;
import io.ucad.detector.image.Preprocessing;
import io.ucad.detector.image.Preprocessor;
import io.ucad.detector.memory.MemoryFile;
import io.ucad.detector.memory.PromptValues;
import io.ucad.detector.memory.TaskMemory;
import io.ucad.detector.routing.Route;
import io.ucad.detector.routing.Router;
import io.ucad.detector.scoring.PatchScores;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

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

  /**
   * A detector over the tasks of memory files, each of which was found intact by its checksum.
   *
   * @param parent the new detector's arrays live in a sub-manager of it
   * @throws io.ucad.detector.memory.MemoryException if a file holds no memory
   * @throws DetectorException if there is no task, or one does not fit the backbone or the others
   * @throws java.io.UncheckedIOException if a file cannot be read
   */
  public static Detector load(NDManager parent, Backbone backbone, List<Path> files) {
    return new Detector(parent, backbone, MemoryFile.readAll(files), Router.CANDIDATES);
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
    return inspect(images, Collections.nCopies(images.size(), options));
  }

  /**
   * Inspects a batch in which every image has options of its own: one plain pass for all that have
   * to be routed, then one pass for each kind of prompt, then one scoring for each task.
   *
   * @param options one for each image
   * @return answers in the order of the images
   * @throws DetectorException as {@link #inspect(List, InspectionOptions)}
   */
  public List<Inspection> inspect(List<DecodedImage> images, List<InspectionOptions> options) {
    if (images.size() != options.size()) {
      throw new IllegalArgumentException(
          "expected options for each of %d images, found %d"
              .formatted(images.size(), options.size()));
    }
    if (images.isEmpty()) {
      return List.of();
    }
    List<Optional<LoadedTask>> named = options.stream().map(o -> o.task().map(this::task)).toList();
    var clock = new Stopwatch();
    try (NDManager scratch = manager.newSubManager()) {
      List<Integer> routed =
          IntStream.range(0, images.size()).filter(i -> named.get(i).isEmpty()).boxed().toList();
      PlainPass plain = routed.isEmpty() ? PlainPass.NONE : plain(scratch, images, routed, clock);
      List<LoadedTask> chosen = new ArrayList<>(images.size());
      for (int i = 0; i < images.size(); i++) {
        int item = i;
        chosen.add(named.get(i).orElseGet(() -> tasks.get(plain.routeOf(item).task())));
      }
      PatchScores[] scores = score(scratch, images, chosen, plain, clock);
      List<Inspection> answers = new ArrayList<>(images.size());
      for (int i = 0; i < images.size(); i++) {
        Route route = plain.has(i) ? plain.routeOf(i) : null;
        int explanations = options.get(i).explanations();
        answers.add(Judge.judge(images.get(i), chosen.get(i), route, scores[i], explanations));
      }
      clock.lap(Stopwatch.Phase.SCORING);
      Timings timings = clock.timings();
      return answers.stream().map(a -> a.with(timings)).toList();
    }
  }

  /**
   * How far an image is from every task, nearest first, by exact distances without a prefilter: for
   * people who ask why an image went where it went. It costs a plain pass of its own.
   */
  public List<TaskDistance> distances(DecodedImage image) {
    try (NDManager scratch = manager.newSubManager()) {
      NDArray input = input(scratch, List.of(image), routing.preprocessing());
      int[] taps = routing.taps();
      NDArray tokens =
          Tokens.of(
              backbone.forward(input, Prompts.none(), taps),
              backbone.info().shape().prefixTokens(),
              routing);
      float[] distance = router.distances(tokens.get(0));
      return IntStream.range(0, distance.length)
          .mapToObj(
              t ->
                  new TaskDistance(
                      tasks.get(t).memory().task(), distance[t], tasks.get(t).key().limit()))
          .sorted(Comparator.comparingDouble(TaskDistance::distance))
          .toList();
    }
  }

  /**
   * The map value above which a place is a region of a task.
   *
   * @throws DetectorException {@code UNKNOWN_TASK}
   */
  public float peakThreshold(String task) {
    return task(task).peakThreshold();
  }

  /**
   * Where a patch of a task's token grid lies in an image of this size; empty where the grid shows
   * padding only.
   *
   * @throws DetectorException {@code UNKNOWN_TASK}
   */
  public Optional<PatchBox> patch(String task, int row, int column, int width, int height) {
    LoadedTask loaded = task(task);
    Preprocessing input = loaded.memory().features().preprocessing();
    return PatchBox.of(
        input.placement(width, height),
        input.region(),
        backbone.info().shape().patch(),
        row,
        column);
  }

  private LoadedTask task(String name) {
    Integer index = indexOf.get(name);
    if (index == null) {
      throw new DetectorException(
          DetectorException.Code.UNKNOWN_TASK,
          "expected a task of this model %s, found '%s'".formatted(tasks(), name));
    }
    return tasks.get(index);
  }

  private PlainPass plain(
      NDManager scratch, List<DecodedImage> images, List<Integer> items, Stopwatch clock) {
    NDArray input =
        input(scratch, items.stream().map(images::get).toList(), routing.preprocessing());
    clock.lap(Stopwatch.Phase.PREPARE);
    NDList taps = backbone.forward(input, Prompts.none(), plainTaps);
    input.close();
    NDArray keyTokens =
        Tokens.of(
            Tokens.select(taps, plainTaps, routing),
            backbone.info().shape().prefixTokens(),
            routing);
    clock.lap(Stopwatch.Phase.BACKBONE);
    List<Route> routes = router.route(keyTokens);
    clock.lap(Stopwatch.Phase.ROUTING);
    return new PlainPass(taps, items, routes);
  }

  private PatchScores[] score(
      NDManager scratch,
      List<DecodedImage> images,
      List<LoadedTask> chosen,
      PlainPass plain,
      Stopwatch clock) {
    PatchScores[] scores = new PatchScores[images.size()];
    IntPredicate continued =
        i -> {
          LoadedTask task = chosen.get(i);
          return plain.has(i) && sharesPlainPass(task.memory().features(), task.prompted());
        };
    for (BatchGroup group : BatchGroup.of(chosen, continued)) {
      NDArray tokens =
          group.continued()
              ? continued(plain, group)
              : fresh(scratch, images, chosen, group, clock);
      clock.lap(Stopwatch.Phase.BACKBONE);
      scoreByTask(tokens, group, chosen, scores);
      clock.lap(Stopwatch.Phase.SCORING);
    }
    return scores;
  }

  /** Tokens of images whose plain pass has been run up to the routing block already. */
  private NDArray continued(PlainPass plain, BatchGroup group) {
    FeatureSpec spec = group.features();
    boolean all = group.items().equals(plain.items());
    List<Integer> rows = group.items().stream().map(plain::rowOf).toList();
    NDList own = new NDList();
    for (NDArray tap : plain.taps()) {
      own.add(all ? tap : rows(tap, rows));
    }
    int[] later = spec.blocks().stream().mapToInt(b -> b).filter(b -> b > plainEnd()).toArray();
    NDList taps = new NDList();
    for (int block : spec.blocks()) {
      if (block <= plainEnd()) {
        taps.add(own.get(Arrays.binarySearch(plainTaps, block)));
      }
    }
    if (later.length > 0) {
      NDArray hidden = own.get(own.size() - 1);
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
