package io.ucad.detector.safetensors;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Collects tensors and writes them as one safetensors file. The bytes depend on the names, shapes
 * and values only, not on the order of the calls: tensors are laid out by descending element size,
 * then by name, and the header is padded to 8 bytes, so every tensor is aligned. Not thread-safe.
 */
public final class SafetensorsWriter {
  private record Planned(DType dtype, List<Long> shape, long bytes, TensorContent content) {}

  private static final Set<DType> WRITTEN =
      Collections.unmodifiableSet(EnumSet.of(DType.F32, DType.F16, DType.I32, DType.U8));

  private final Map<String, Planned> tensors = new TreeMap<>();
  private final Map<String, String> metadata = new TreeMap<>();

  /** Adds a metadata entry. */
  public SafetensorsWriter metadata(String key, String value) {
    if (metadata.putIfAbsent(key, value) != null) {
      throw new IllegalArgumentException("the metadata '" + key + "' was added before");
    }
    return this;
  }

  /** Adds an F32 tensor. The array is read when the file is written. */
  public SafetensorsWriter floats(String name, float[] values, long... shape) {
    return add(name, DType.F32, sink -> sink.write(values), shape);
  }

  /** Adds an F16 tensor: each value is stored as its nearest half-precision value. */
  public SafetensorsWriter halfs(String name, float[] values, long... shape) {
    return add(name, DType.F16, sink -> sink.write(values), shape);
  }

  /** Adds an I32 tensor. */
  public SafetensorsWriter ints(String name, int[] values, long... shape) {
    return add(name, DType.I32, sink -> sink.write(values), shape);
  }

  /** Adds a U8 tensor of one dimension. */
  public SafetensorsWriter bytes(String name, byte[] values) {
    return add(name, DType.U8, sink -> sink.write(values), values.length);
  }

  /**
   * Adds a tensor of type F32, F16, I32 or U8 whose elements are given when the file is written.
   */
  public SafetensorsWriter add(String name, DType dtype, TensorContent content, long... shape) {
    if (!WRITTEN.contains(dtype)) {
      throw new IllegalArgumentException("expected one of " + WRITTEN + ", found " + dtype);
    }
    if (name.equals("__metadata__")) {
      throw new IllegalArgumentException("'__metadata__' is no tensor name");
    }
    if (shape.length > TensorEntry.MAX_RANK) {
      throw new IllegalArgumentException(
          "expected at most " + TensorEntry.MAX_RANK + " dimensions");
    }
    for (long size : shape) {
      if (size < 0) {
        throw new IllegalArgumentException("a size of '" + name + "' is negative: " + size);
      }
    }
    List<Long> sizes = Arrays.stream(shape).boxed().toList();
    long bytes = TensorEntry.bytes(dtype, sizes, name);
    if (tensors.putIfAbsent(name, new Planned(dtype, sizes, bytes, content)) != null) {
      throw new IllegalArgumentException("the tensor '" + name + "' was added before");
    }
    return this;
  }

  /** Writes the file. The stream is not closed. */
  public void writeTo(OutputStream out) throws IOException {
    writeTo(Channels.newChannel(out));
  }

  /** Writes the file. The channel is not closed. */
  public void writeTo(WritableByteChannel channel) throws IOException {
    var ordered =
        tensors.entrySet().stream()
            .sorted(
                Comparator.comparingInt(
                        (Map.Entry<String, Planned> entry) -> -entry.getValue().dtype().bytes())
                    .thenComparing(Map.Entry::getKey))
            .toList();
    byte[] text = header(ordered).getBytes(StandardCharsets.UTF_8);
    int padded = (text.length + 7) / 8 * 8;
    if (padded > SafetensorsFile.MAX_HEADER_BYTES || tensors.size() > HeaderReader.MAX_TENSORS) {
      throw new IllegalStateException(
          tensors.size()
              + " tensors with a header of "
              + padded
              + " bytes: the reader would refuse it");
    }
    ByteBuffer head = ByteBuffer.allocate(8 + padded).order(ByteOrder.LITTLE_ENDIAN);
    head.putLong(padded).put(text);
    while (head.hasRemaining()) {
      head.put((byte) ' ');
    }
    TensorSink.writeAll(channel, head.flip());
    for (var entry : ordered) {
      Planned plan = entry.getValue();
      TensorSink sink = new TensorSink(channel, entry.getKey(), plan.dtype(), plan.bytes());
      plan.content().writeTo(sink);
      sink.finish();
    }
  }

  private String header(Iterable<Map.Entry<String, Planned>> ordered) {
    StringWriter text = new StringWriter();
    try (JsonWriter json = new JsonWriter(text)) {
      json.beginObject();
      if (!metadata.isEmpty()) {
        json.name("__metadata__").beginObject();
        for (var entry : metadata.entrySet()) {
          json.name(entry.getKey()).value(entry.getValue());
        }
        json.endObject();
      }
      long offset = 0;
      for (var entry : ordered) {
        Planned plan = entry.getValue();
        json.name(entry.getKey()).beginObject();
        json.name("dtype").value(plan.dtype().name());
        json.name("shape").beginArray();
        for (long size : plan.shape()) {
          json.value(size);
        }
        json.endArray();
        json.name("data_offsets").beginArray().value(offset);
        offset = Math.addExact(offset, plan.bytes());
        json.value(offset).endArray().endObject();
      }
      json.endObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a string writer does no output", e);
    }
    return text.toString();
  }
}
