package io.ucad.admin.version;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * A sheet of scores as it is kept: a deflated JSON array, the number of the layout first, then an
 * array an image. Scores are written so that they are read back exactly.
 */
final class SheetBytes {
  /** No sheet is larger when it is kept, bytes: that of tens of thousands of images. */
  static final int MOST = 1_000_000;

  private static final int LAYOUT = 1;

  private SheetBytes() {}

  /** The text that a sheet is kept as; equal sheets have equal texts. */
  static byte[] text(ScoreSheet sheet) {
    var all = new JsonArray();
    all.add(LAYOUT);
    for (ScoredImage image : sheet.images()) {
      var one = new JsonArray();
      one.add(image.name());
      one.add(image.kind());
      one.add(image.nearest());
      one.add(image.known() ? 1 : 0);
      one.add(image.score());
      all.add(one);
    }
    return all.toString().getBytes(StandardCharsets.UTF_8);
  }

  static byte[] pack(byte[] text) {
    var packed = new ByteArrayOutputStream();
    try (var out = new DeflaterOutputStream(packed)) {
      out.write(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  /**
   * @throws IllegalArgumentException for a layout of a later release
   */
  static ScoreSheet read(byte[] packed) {
    try (var in = new InflaterInputStream(new ByteArrayInputStream(packed))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      JsonArray all = JsonParser.parseString(text).getAsJsonArray();
      int layout = all.get(0).getAsInt();
      if (layout != LAYOUT) {
        throw new IllegalArgumentException(
            "expected scores in layout %d, found %d; use a newer release"
                .formatted(LAYOUT, layout));
      }
      List<ScoredImage> images = new ArrayList<>(all.size() - 1);
      for (int i = 1; i < all.size(); i++) {
        images.add(image(all.get(i)));
      }
      return new ScoreSheet(images);
    } catch (IOException e) {
      throw new UncheckedIOException("the scores in the database cannot be read", e);
    }
  }

  private static ScoredImage image(JsonElement element) {
    JsonArray one = element.getAsJsonArray();
    return new ScoredImage(
        one.get(0).getAsString(),
        one.get(1).getAsString(),
        one.get(2).getAsString(),
        one.get(3).getAsInt() == 1,
        one.get(4).getAsFloat());
  }
}
