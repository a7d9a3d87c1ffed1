package io.ucad.store;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The operating system's files. */
enum LocalFileSystem implements StoreFileSystem {
  INSTANCE;

  private static final boolean WINDOWS =
      System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");

  @Override
  public Path canonical(Path path) throws IOException {
    return Files.exists(path) ? path.toRealPath() : path.toAbsolutePath().normalize();
  }

  @Override
  public Optional<FileKind> kind(Path path) throws IOException {
    try {
      var attributes = Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS);
      if (attributes.isRegularFile()) {
        return Optional.of(FileKind.FILE);
      }
      return Optional.of(attributes.isDirectory() ? FileKind.DIRECTORY : FileKind.OTHER);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public List<String> list(Path directory, int atMost) throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        if (names.size() == atMost) {
          break;
        }
        names.add(entry.getFileName().toString());
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return names;
  }

  @Override
  public long size(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class, NOFOLLOW_LINKS).size();
  }

  @Override
  public InputStream read(Path file) throws IOException {
    return Files.newInputStream(file, StandardOpenOption.READ, NOFOLLOW_LINKS);
  }

  @Override
  public Output create(Path file) throws IOException {
    var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, NOFOLLOW_LINKS);
    return new ChannelOutput(FileChannel.open(file, options));
  }

  @Override
  public void createDirectory(Path directory) throws IOException {
    Files.createDirectory(directory);
  }

  @Override
  public void link(Path name, Path existing) throws IOException {
    try {
      Files.createLink(name, existing);
    } catch (UnsupportedOperationException e) {
      throw new FileSystemException(name.toString(), existing.toString(), "no hard links here");
    }
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void delete(Path path) throws IOException {
    Files.delete(path);
  }

  @Override
  public void syncDirectory(Path directory) throws IOException {
    if (WINDOWS) {
      return; // a directory cannot be opened there, and its names are journaled
    }
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public Optional<Lock> tryLock(Path file) throws IOException {
    // The operating system gives a lock to a process and takes it back when the process closes ANY
    // handle of the file. So within
    // this JVM a lock must be refused before the file is opened. System properties are the one
    // registry that class loaders share.
    String key = "io.ucad.store.lock:" + file.toAbsolutePath().normalize();
    if (System.getProperties().putIfAbsent(key, "held") != null) {
      return Optional.empty();
    }
    FileChannel channel = null;
    boolean locked = false;
    try {
      channel =
          FileChannel.open(
              file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, NOFOLLOW_LINKS));
      FileLock lock = channel.tryLock();
      locked = lock != null;
      return locked ? Optional.of(new HeldLock(key, channel)) : Optional.empty();
    } catch (OverlappingFileLockException e) {
      return Optional.empty();
    } finally {
      if (!locked) {
        release(key, channel);
      }
    }
  }

  private static void release(String key, @Nullable FileChannel channel) throws IOException {
    try {
      if (channel != null) {
        channel.close();
      }
    } finally {
      System.getProperties().remove(key);
    }
  }

  private record HeldLock(String key, FileChannel channel) implements Lock {
    @Override
    public void close() throws IOException {
      if (channel.isOpen()) {
        release(key, channel);
      }
    }
  }

  private static final class ChannelOutput extends Output {
    private final FileChannel channel;

    ChannelOutput(FileChannel channel) {
      this.channel = channel;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    }

    @Override
    public void sync() throws IOException {
      channel.force(true);
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
