package io.ucad.detector.safetensors;

import io.ucad.detector.safetensors.SafetensorsException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A safetensors file whose every claim has been checked: the header is at most 4 MiB of UTF-8 JSON
 * with at most 32,768 distinct names, and the tensors tile the rest of the file without overlap,
 * hole or remainder. What fails is refused with a {@link SafetensorsException} before memory of the
 * claimed size is touched.
 *
 * <p>Tensors are mapped one by one when asked for, small ones read, so a file may be larger than 2
 * GiB (one tensor may not). Thread-safe. Views stay valid after {@link #close()}; no new ones can
 * be had then.
 */
public final class SafetensorsFile implements AutoCloseable {
  /** The largest header that is read. The largest published ViT needs about 100 KB. */
  public static final int MAX_HEADER_BYTES = 4 << 20;

  private final ByteSource source;
  private final Header header;
  private final long dataStart;
  private final @Nullable FileChannel channel;

  private SafetensorsFile(ByteSource source, @Nullable FileChannel channel) {
    this.source = source;
    this.channel = channel;
    long length = headerLength(source);
    this.header = HeaderReader.read(text(source.slice(8, (int) length)));
    this.dataStart = 8 + length;
    header.checkLayout(dataStart, source.size() - dataStart);
  }

  /**
   * Opens and checks a file.
   *
   * @throws SafetensorsException if the file is not sound
   * @throws IOException if it cannot be read
   */
  public static SafetensorsFile open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      return new SafetensorsFile(ByteSource.of(channel), channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Checks the remaining bytes of a buffer as a file. They are not copied and must not change.
   *
   * @throws SafetensorsException if they are not sound
   */
  public static SafetensorsFile parse(ByteBuffer bytes) {
    return new SafetensorsFile(ByteSource.of(bytes), null);
  }

  /** The tensors' names in the order of the header. */
  public Set<String> names() {
    return Collections.unmodifiableSet(header.tensors().keySet());
  }

  /** The header's string metadata, empty if there is none. */
  public Map<String, String> metadata() {
    return Collections.unmodifiableMap(header.metadata());
  }

  /** True if there is a tensor of this name. */
  public boolean has(String name) {
    return header.tensors().containsKey(name);
  }

  /**
   * One tensor, mapped, or read if it is small.
   *
   * @throws SafetensorsException {@code NO_SUCH_TENSOR}, or {@code TENSOR_TOO_LARGE} over 2^31 - 1
   *     bytes
   */
  public TensorView tensor(String name) {
    TensorEntry entry = entry(name);
    long length = entry.end() - entry.begin();
    if (length > Integer.MAX_VALUE) {
      throw new SafetensorsException(
          Reason.TENSOR_TOO_LARGE,
          dataStart + entry.begin(),
          "tensor '"
              + name
              + "' has "
              + length
              + " bytes, at most "
              + Integer.MAX_VALUE
              + " can be read");
    }
    return new TensorView(
        name, entry.dtype(), entry.sizes(), source.slice(dataStart + entry.begin(), (int) length));
  }

  /** The element type of one tensor, without mapping it. */
  public DType dtype(String name) {
    return entry(name).dtype();
  }

  /** The shape of one tensor, without mapping it. */
  public long[] shape(String name) {
    return entry(name).sizes();
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
    }
  }

  private TensorEntry entry(String name) {
    TensorEntry entry = header.tensors().get(name);
    if (entry == null) {
      throw new SafetensorsException(Reason.NO_SUCH_TENSOR, 8, "there is no tensor '" + name + "'");
    }
    return entry;
  }

  private static long headerLength(ByteSource source) {
    if (source.size() < 8) {
      throw new SafetensorsException(
          Reason.TRUNCATED,
          source.size(),
          "expected 8 bytes of header length, found " + source.size());
    }
    long length = source.slice(0, 8).order(ByteOrder.LITTLE_ENDIAN).getLong(0);
    if (length < 2 || length > MAX_HEADER_BYTES) {
      throw new SafetensorsException(
          Reason.HEADER_LENGTH,
          0,
          "expected a header of 2 to " + MAX_HEADER_BYTES + " bytes, found " + length);
    }
    if (length > source.size() - 8) {
      throw new SafetensorsException(
          Reason.TRUNCATED,
          source.size(),
          "expected a header of " + length + " bytes, found " + (source.size() - 8));
    }
    return length;
  }

  private static String text(ByteBuffer bytes) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(bytes)
          .toString();
    } catch (CharacterCodingException e) {
      throw new SafetensorsException(
          Reason.NOT_UTF8, 8, "the header is not UTF-8: " + e.getMessage(), e);
    }
  }
}
