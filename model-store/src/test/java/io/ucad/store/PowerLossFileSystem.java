package io.ucad.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A disk in memory that remembers what was synced. Bytes become durable by a sync of their file; a
 * name becomes durable by a sync of a directory that its creation, renaming or deletion touched.
 * Power may go before any operation; {@link #afterPowerLoss} is the disk that the machine then
 * finds.
 */
final class PowerLossFileSystem implements StoreFileSystem {

  /** What a store does wrong. */
  enum Mutant {
    NONE,
    NO_FILE_SYNC,
    NO_DIRECTORY_SYNC,
    RENAME_BEFORE_SYNC
  }

  /** What became of bytes that were never synced. */
  enum Bytes {
    DROPPED,
    ZEROED,
    TRUNCATED,
    KEPT
  }

  /** Which of the changes to names that were never synced took place, each as a whole. */
  enum Names {
    NONE,
    ALL,
    SOME
  }

  /** Power is off: nothing works any more, not even cleaning up. */
  static final class PowerLoss extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private static final class Node {
    final boolean directory;
    final Map<String, Node> names = new TreeMap<>();
    final Map<String, Node> durableNames = new TreeMap<>();
    byte[] bytes = {};
    byte[] durableBytes = {};

    Node(boolean directory) {
      this.directory = directory;
    }
  }

  /** One change to names: a node leaves one place, or appears at another, or both at once. */
  private record Change(
      Node node, @Nullable Node from, String oldName, @Nullable Node to, String newName) {

    boolean touches(Node directory) {
      return from == directory || to == directory;
    }

    void applyDurably() {
      if (from != null) {
        from.durableNames.remove(oldName, node);
      }
      if (to != null) {
        to.durableNames.put(newName, node);
      }
    }
  }

  private final Mutant mutant;
  private final int powerLossAt;
  private final Node root;
  private final List<Change> pending = new ArrayList<>();
  private final List<Node> lateSyncs = new ArrayList<>();
  private final Set<Path> locked = new HashSet<>();
  private boolean renamed;
  private int operations;

  private PowerLossFileSystem(Node root, Mutant mutant, int powerLossAt) {
    this.root = root;
    this.mutant = mutant;
    this.powerLossAt = powerLossAt;
  }

  /** A disk with nothing but a directory that was there long before. */
  static PowerLossFileSystem with(Path directory, Mutant mutant, int powerLossAt) {
    Node root = new Node(true);
    Node node = root;
    for (Path name : directory) {
      Node child = new Node(true);
      node.names.put(name.toString(), child);
      node.durableNames.put(name.toString(), child);
      node = child;
    }
    return new PowerLossFileSystem(root, mutant, powerLossAt);
  }

  int operations() {
    return operations;
  }

  boolean isOff() {
    return operations > powerLossAt;
  }

  /** The disk as the machine finds it when power is back. */
  PowerLossFileSystem afterPowerLoss(Names names, Bytes bytes, long seed) {
    Random random = new Random(seed);
    Map<Node, Node> copies = new HashMap<>();
    Node found = copy(root, copies, bytes);
    for (Change change : pending) {
      if (names == Names.ALL || (names == Names.SOME && random.nextBoolean())) {
        new Change(
                copy(change.node, copies, bytes),
                change.from == null ? null : copy(change.from, copies, bytes),
                change.oldName,
                change.to == null ? null : copy(change.to, copies, bytes),
                change.newName)
            .applyDurably();
      }
    }
    copies.values().forEach(node -> node.names.putAll(node.durableNames));
    return new PowerLossFileSystem(found, Mutant.NONE, Integer.MAX_VALUE);
  }

  private static Node copy(Node node, Map<Node, Node> copies, Bytes bytes) {
    Node known = copies.get(node);
    if (known != null) {
      return known;
    }
    Node copy = new Node(node.directory);
    copies.put(node, copy);
    node.durableNames.forEach(
        (name, child) -> copy.durableNames.put(name, copy(child, copies, bytes)));
    copy.durableBytes = survivors(node, bytes);
    copy.bytes = copy.durableBytes;
    return copy;
  }

  private static byte[] survivors(Node node, Bytes bytes) {
    if (Arrays.equals(node.bytes, node.durableBytes)) {
      return node.durableBytes;
    }
    return switch (bytes) {
      case DROPPED -> node.durableBytes;
      case ZEROED -> new byte[node.bytes.length];
      case TRUNCATED -> Arrays.copyOf(node.bytes, node.bytes.length / 2);
      case KEPT -> node.bytes;
    };
  }

  /**
   * Before a change. Power that goes before a mere look is the same as power that goes before the
   * next change.
   */
  private void step() throws PowerLoss {
    operations++;
    look();
  }

  private void look() throws PowerLoss {
    if (isOff()) {
      throw new PowerLoss();
    }
  }

  private Optional<Node> find(Path path) {
    Node node = root;
    for (Path name : path) {
      Node child = node.names.get(name.toString());
      if (child == null) {
        return Optional.empty();
      }
      node = child;
    }
    return Optional.of(node);
  }

  private Node get(Path path) throws IOException {
    return find(path).orElseThrow(() -> new NoSuchFileException(path.toString()));
  }

  private Node directoryOf(Path path) throws IOException {
    return get(StoreLayout.directoryOf(path));
  }

  private static String name(Path path) {
    return path.getFileName().toString();
  }

  private void add(Path path, Node node) throws IOException {
    Node directory = directoryOf(path);
    if (directory.names.putIfAbsent(name(path), node) != null) {
      throw new FileAlreadyExistsException(path.toString());
    }
    pending.add(new Change(node, null, "", directory, name(path)));
  }

  @Override
  public Path canonical(Path path) {
    return path.toAbsolutePath();
  }

  @Override
  public Optional<FileKind> kind(Path path) throws IOException {
    look();
    return find(path).map(node -> node.directory ? FileKind.DIRECTORY : FileKind.FILE);
  }

  @Override
  public List<String> list(Path directory, int atMost) throws IOException {
    look();
    return get(directory).names.keySet().stream().limit(atMost).toList();
  }

  @Override
  public long size(Path file) throws IOException {
    look();
    return get(file).bytes.length;
  }

  @Override
  public InputStream read(Path file) throws IOException {
    look();
    return new ByteArrayInputStream(get(file).bytes);
  }

  @Override
  public Output create(Path file) throws IOException {
    step();
    Node node = new Node(false);
    add(file, node);
    return new Output() {
      private final ByteArrayOutputStream written = new ByteArrayOutputStream();

      @Override
      public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] buffer, int offset, int length) throws IOException {
        step();
        written.write(buffer, offset, length);
        node.bytes = written.toByteArray();
      }

      @Override
      public void sync() throws IOException {
        step();
        PowerLossFileSystem.this.sync(node);
      }
    };
  }

  private void sync(Node node) {
    switch (mutant) {
      case NO_FILE_SYNC -> {}
      case RENAME_BEFORE_SYNC -> lateSyncs.add(node);
      default -> node.durableBytes = node.bytes;
    }
  }

  @Override
  public void createDirectory(Path directory) throws IOException {
    step();
    add(directory, new Node(true));
  }

  @Override
  public void link(Path name, Path existing) throws IOException {
    step();
    add(name, get(existing));
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    step();
    Node node = get(from);
    Node source = directoryOf(from);
    Node target = directoryOf(to);
    Node replaced = target.names.get(name(to));
    if (replaced != null && (replaced.directory || node.directory)) {
      throw new FileAlreadyExistsException(to.toString());
    }
    renamed = true;
    source.names.remove(name(from));
    target.names.put(name(to), node);
    pending.add(new Change(node, source, name(from), target, name(to)));
  }

  @Override
  public void delete(Path path) throws IOException {
    step();
    Node node = get(path);
    if (!node.names.isEmpty()) {
      throw new DirectoryNotEmptyException(path.toString());
    }
    Node directory = directoryOf(path);
    directory.names.remove(name(path));
    pending.add(new Change(node, directory, name(path), null, ""));
  }

  @Override
  public void syncDirectory(Path directory) throws IOException {
    step();
    if (mutant == Mutant.NO_DIRECTORY_SYNC) {
      return;
    }
    Node node = get(directory);
    makeDurable(node);
    if (renamed) {
      // The late mutant syncs bytes only once a rename has made them visible.
      lateSyncs.forEach(late -> late.durableBytes = late.bytes);
      lateSyncs.clear();
      renamed = false;
    }
  }

  /**
   * A change to a name takes the earlier changes of the same file with it: no journal replays them
   * in another order.
   */
  private void makeDurable(Node directory) {
    Set<Node> moved = new HashSet<>();
    Set<Change> chosen = new HashSet<>();
    for (int i = pending.size() - 1; i >= 0; i--) {
      Change change = pending.get(i);
      if (change.touches(directory) || moved.contains(change.node)) {
        moved.add(change.node);
        chosen.add(change);
      }
    }
    pending.stream().filter(chosen::contains).forEach(Change::applyDurably);
    pending.removeIf(chosen::contains);
  }

  @Override
  public Optional<Lock> tryLock(Path file) throws IOException {
    step();
    if (!locked.add(file)) {
      return Optional.empty();
    }
    if (find(file).isEmpty()) {
      add(file, new Node(false));
    }
    return Optional.of(() -> locked.remove(file));
  }
}
