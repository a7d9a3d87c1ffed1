package io.ucad.detector.backbone;

import io.ucad.detector.safetensors.SafetensorsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Finds the file of a backbone: a path is taken as it is; a name is looked up in the cache, then
 * downloaded. The SHA-256 of the first download is recorded beside the file, and the file must have
 * it ever after, also if it is downloaded again. The built-in backbone is always at hand.
 *
 * <p>Several processes may resolve at once: each stages its own download and renames it.
 */
public final class BackboneResolver {
  /** The backbone of the paper, and the one that is wanted if nobody names another. */
  public static final String DEFAULT = "vit-b16-in21k";

  private static final String SUFFIX = ".safetensors";
  private static final Duration IDLE = Duration.ofSeconds(60);

  /** A newcomer without a network shall not wait long. */
  private static final Duration PROBE = Duration.ofSeconds(5);

  private final Path cache;
  private final boolean offline;
  private final DownloadProgress progress;
  private final Map<String, BackbonePreset> presets = new LinkedHashMap<>();
  private final Download download;
  private final Duration probe;

  /**
   * A resolver of the known presets.
   *
   * @param cache the folder of downloaded backbones, see {@link #defaultCache}
   * @param offline whether nothing may be downloaded
   * @param progress hears of downloads
   */
  public BackboneResolver(Path cache, boolean offline, DownloadProgress progress) {
    this(cache, offline, progress, BackbonePreset.known(), new Download(false, IDLE), PROBE);
  }

  BackboneResolver(
      Path cache,
      boolean offline,
      DownloadProgress progress,
      Collection<BackbonePreset> presets,
      Download download,
      Duration probe) {
    this.cache = cache.toAbsolutePath().normalize();
    this.offline = offline;
    this.progress = progress;
    this.download = download;
    this.probe = probe;
    presets.forEach(preset -> this.presets.put(preset.name(), preset));
  }

  /** {@code $XDG_CACHE_HOME/ucad/backbones}, or {@code ~/.cache/ucad/backbones}. */
  public static Path defaultCache() {
    return defaultCache(System.getenv(), Path.of(System.getProperty("user.home")));
  }

  static Path defaultCache(Map<String, String> environment, Path home) {
    String base = environment.getOrDefault("XDG_CACHE_HOME", "");
    // The XDG specification tells to ignore relative paths.
    Path root =
        !base.isEmpty() && Path.of(base).isAbsolute() ? Path.of(base) : home.resolve(".cache");
    return root.resolve("ucad").resolve("backbones");
  }

  /**
   * The file for somebody who named no backbone: {@link #DEFAULT} from the cache or by a download,
   * else the built-in one. Only a source that cannot be reached makes way for the built-in one, not
   * one that answers with something else than expected.
   *
   * @param notice hears why it is the built-in one
   * @throws BackboneUnavailableException if the file in the cache or at the source is not the one
   *     that was recorded, or is no backbone
   */
  public Path resolveDefault(Consumer<String> notice) {
    BackbonePreset preset = presets.get(DEFAULT);
    if (preset != null) {
      if (Files.isRegularFile(cache.resolve(DEFAULT + SUFFIX))) {
        return resolve(DEFAULT);
      }
      String reason = offline ? "downloads are off" : unreachable(preset);
      if (reason.isEmpty()) {
        return resolve(DEFAULT);
      }
      notice.accept(
          "%s is not in the cache and %s: the built-in %s is used"
              .formatted(DEFAULT, reason, BuiltinBackbone.NAME));
    }
    return resolve(BuiltinBackbone.NAME);
  }

  /** Why the source of a backbone does not answer, or an empty string. */
  private String unreachable(BackbonePreset preset) {
    try {
      // Of its own thread, because no time limit of a connection covers the look-up of a name.
      CompletableFuture.runAsync(() -> download.probe(preset, probe), BackboneResolver::start)
          .get(probe.toMillis(), TimeUnit.MILLISECONDS);
      return "";
    } catch (ExecutionException | TimeoutException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return "%s does not answer (%s)".formatted(preset.source().getHost(), cause.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BackboneUnavailableException(
          "the look for the backbone '" + preset.name() + "' was interrupted", e);
    }
  }

  private static void start(Runnable work) {
    var thread = new Thread(work, "ucad-probe");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * The file of a backbone.
   *
   * @param backbone a path, see {@link #isPath}, or a name
   * @throws BackboneUnavailableException if there is no such file; the message says what to fetch
   *     and where to put it
   */
  public Path resolve(String backbone) {
    if (isPath(backbone)) {
      return explicit(Path.of(backbone));
    }
    if (!BackbonePreset.isName(backbone)) {
      throw new BackboneUnavailableException(
          "expected a path to a "
              + SUFFIX
              + " file or one of "
              + names()
              + ", found '"
              + backbone
              + "'");
    }
    if (backbone.equals(BuiltinBackbone.NAME)) {
      return BuiltinBackbone.in(cache);
    }
    Path file = cache.resolve(backbone + SUFFIX);
    try {
      if (Files.isRegularFile(file)) {
        return verified(file);
      }
      BackbonePreset preset = presets.get(backbone);
      if (preset == null) {
        throw new BackboneUnavailableException(
            "the backbone '"
                + backbone
                + "' is not known and not in the cache ("
                + file
                + "); expected a path to a "
                + SUFFIX
                + " file or one of "
                + names());
      }
      if (offline) {
        throw new BackboneUnavailableException(
            "downloads are off (offline), and the backbone '"
                + backbone
                + "' is not in the cache. "
                + advice(preset, file));
      }
      return downloaded(preset, file);
    } catch (IOException e) {
      throw new UncheckedIOException("the cache " + cache + " cannot be used", e);
    }
  }

  /**
   * Whether a backbone is meant by its file (it ends in {@code .safetensors} or has a separator).
   */
  public static boolean isPath(String backbone) {
    return backbone.endsWith(SUFFIX) || backbone.contains("/") || backbone.contains("\\");
  }

  private static Path explicit(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new BackboneUnavailableException(
          "expected a backbone file at " + file.toAbsolutePath() + ", found none");
    }
    return file;
  }

  private Path verified(Path file) throws IOException {
    String found = Backbones.sha256(file);
    compareOrRecord(
        file, found, "delete it to download it again, or give its path to use it as it is");
    return file;
  }

  private Path downloaded(BackbonePreset preset, Path file) throws IOException {
    Files.createDirectories(cache);
    Path staged = cache.resolve("." + preset.name() + "-" + UUID.randomUUID() + ".part");
    try {
      download.fetch(preset, staged, progress);
      VitFile.open(staged, OptionalInt.empty()).close();
      compareOrRecord(
          file,
          Backbones.sha256(staged),
          "delete the record beside it if the new version at " + preset.source() + " is wanted");
      Files.move(staged, file, StandardCopyOption.ATOMIC_MOVE);
      force(cache);
      return file;
    } catch (IOException | SafetensorsException | BackboneException e) {
      throw new BackboneUnavailableException(
          "the backbone '"
              + preset.name()
              + "' could not be downloaded: "
              + e.getMessage()
              + ". "
              + advice(preset, file),
          e);
    } finally {
      Files.deleteIfExists(staged);
    }
  }

  /**
   * The record comes before the file: a file without one was put there by a person, and is trusted
   * from then on.
   */
  private void compareOrRecord(Path file, String found, String otherwise) throws IOException {
    Path record = cache.resolve(file.getFileName() + ".sha256");
    if (Files.isRegularFile(record)) {
      String expected = Files.readString(record).strip().split("\\s+", 2)[0];
      if (!expected.equals(found)) {
        throw new BackboneUnavailableException(
            "the backbone "
                + file
                + " is not the one that was first downloaded: expected SHA-256 "
                + expected
                + ", found "
                + found
                + "; "
                + otherwise);
      }
      return;
    }
    Path staged = cache.resolve("." + file.getFileName() + "-" + UUID.randomUUID() + ".sha256");
    try {
      Files.writeString(staged, found + "  " + file.getFileName() + "\n");
      force(staged);
      Files.move(staged, record, StandardCopyOption.ATOMIC_MOVE);
      force(cache);
    } finally {
      Files.deleteIfExists(staged);
    }
  }

  private static void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static String advice(BackbonePreset preset, Path file) {
    return "Fetch "
        + preset.source()
        + " and put it at "
        + file
        + ", or give the path of a "
        + SUFFIX
        + " file, or name the built-in backbone "
        + BuiltinBackbone.NAME;
  }

  private String names() {
    return BuiltinBackbone.NAME + ", " + String.join(", ", presets.keySet());
  }
}
