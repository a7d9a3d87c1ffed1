package io.ucad.endpoint.api;

import io.ucad.endpoint.http.HttpProblem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.tomcat.util.http.fileupload.FileItemIterator;
import org.apache.tomcat.util.http.fileupload.FileItemStream;
import org.apache.tomcat.util.http.fileupload.FileUpload;
import org.apache.tomcat.util.http.fileupload.UploadContext;

/** A form with an image in its field {@code data}. Read in memory; no file is ever made. */
final class Multipart {
  static final String DATA = "data";
  private static final int MOST_FIELDS = 16;
  private static final int LONGEST_HEADER = 1024;
  private static final int LONGEST_FIELD = 1024;

  private Multipart() {}

  /**
   * @param contentType with the boundary
   * @param query fields that stand before those of the form
   * @throws HttpProblem 400
   */
  static Upload read(String contentType, byte[] body, List<Map.Entry<String, String>> query) {
    List<Map.Entry<String, String>> fields = new ArrayList<>(query);
    List<byte[]> images = new ArrayList<>();
    var upload = new FileUpload();
    upload.setFileCountMax(MOST_FIELDS);
    upload.setPartHeaderSizeMax(LONGEST_HEADER);
    try {
      FileItemIterator parts = upload.getItemIterator(new Sent(contentType, body));
      for (int count = 0; parts.hasNext(); count++) {
        if (count == MOST_FIELDS) {
          throw bad("at most " + MOST_FIELDS + " fields");
        }
        FileItemStream part = parts.next();
        String name = part.getFieldName();
        if (name == null) {
          throw bad("a name for every field");
        }
        try (InputStream in = part.openStream()) {
          if (name.equals(DATA)) {
            images.add(in.readAllBytes());
          } else {
            fields.add(Map.entry(name, text(in)));
          }
        }
      }
    } catch (IOException | IllegalArgumentException | IllegalStateException e) {
      throw bad("a well-formed form");
    }
    if (images.size() != 1) {
      throw bad("exactly one field 'data' with an image");
    }
    return new Upload(images.get(0), fields);
  }

  private static String text(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(LONGEST_FIELD + 1);
    if (bytes.length > LONGEST_FIELD) {
      throw bad("fields other than 'data' of at most " + LONGEST_FIELD + " bytes");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static HttpProblem bad(String expected) {
    return new HttpProblem(
        400,
        "BAD_MULTIPART",
        "expected multipart/form-data with %s, found something else; send for example: curl -F data=@part.jpg"
            .formatted(expected));
  }

  @SuppressWarnings("ArrayRecordComponent") // payload, never compared
  private record Sent(String contentType, byte[] body) implements UploadContext {
    @Override
    public String getContentType() {
      return contentType;
    }

    @Override
    public String getCharacterEncoding() {
      return "UTF-8";
    }

    @Override
    public InputStream getInputStream() {
      return new ByteArrayInputStream(body);
    }

    @Override
    public long contentLength() {
      return body.length;
    }
  }
}
