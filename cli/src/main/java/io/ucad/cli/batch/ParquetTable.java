package io.ucad.cli.batch;

import com.google.gson.JsonElement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** Answers as a Parquet table; a missing value is null. */
final class ParquetTable {
  private ParquetTable() {}

  static void write(Journal journal, Path file) {
    MessageType schema =
        new MessageType(
            "results", Column.ALL.stream().map(ParquetTable::type).toArray(Type[]::new));
    var rows = new SimpleGroupFactory(schema);
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(file))
            .withConf(new PlainParquetConfiguration())
            .withCodecFactory(new AsIs())
            .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
            .withType(schema)
            .build()) {
      journal.forEach(
          answer -> {
            Group row = rows.newGroup();
            for (Column column : Column.ALL) {
              Optional<JsonElement> value = column.value().apply(answer);
              value.ifPresent(v -> add(row, column, v));
            }
            try {
              writer.write(row);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException("expected to write " + file + ", found " + e, e);
    }
  }

  private static Type type(Column column) {
    return switch (column.type()) {
      case TEXT ->
          Types.optional(PrimitiveTypeName.BINARY)
              .as(LogicalTypeAnnotation.stringType())
              .named(column.name());
      case NUMBER -> Types.optional(PrimitiveTypeName.DOUBLE).named(column.name());
      case COUNT -> Types.optional(PrimitiveTypeName.INT32).named(column.name());
      case FLAG -> Types.optional(PrimitiveTypeName.BOOLEAN).named(column.name());
    };
  }

  private static void add(Group row, Column column, JsonElement value) {
    switch (column.type()) {
      case TEXT -> row.append(column.name(), value.getAsString());
      case NUMBER -> row.append(column.name(), value.getAsDouble());
      case COUNT -> row.append(column.name(), value.getAsInt());
      case FLAG -> row.append(column.name(), value.getAsBoolean());
    }
  }

  /** The library's own factory needs Hadoop, even for no compression. */
  private static final class AsIs implements CompressionCodecFactory {
    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
      return new BytesInputCompressor() {
        @Override
        public BytesInput compress(BytesInput bytes) {
          return bytes;
        }

        @Override
        public CompressionCodecName getCodecName() {
          return CompressionCodecName.UNCOMPRESSED;
        }

        @Override
        public void release() {}
      };
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
      throw new UnsupportedOperationException("tables are written here, not read");
    }

    @Override
    public void release() {}
  }
}
