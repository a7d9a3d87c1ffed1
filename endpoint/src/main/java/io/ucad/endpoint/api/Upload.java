package io.ucad.endpoint.api;

import io.ucad.endpoint.http.HttpProblem;
import io.ucad.endpoint.http.Request;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An image and what is said of it, however it was sent.
 *
 * @param image encoded, not to be written
 * @param fields name and value, those of the query first
 */
@SuppressWarnings("ArrayRecordComponent") // payload, never compared
record Upload(byte[] image, List<Map.Entry<String, String>> fields) {
  private static final int JPEG_START = 0xFFD8FF;
  private static final int PNG_START = 0x89504E;

  /**
   * @throws HttpProblem 400 or 415
   */
  static Upload of(Request request) {
    List<Map.Entry<String, String>> query = List.copyOf(request.query().entrySet());
    String type = request.contentType().orElse("");
    int end = type.indexOf(';');
    String kind = (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    if (kind.equals("multipart/form-data")) {
      return Multipart.read(type, request.body(), query);
    }
    if (kind.isEmpty() || kind.equals("application/octet-stream") || kind.startsWith("image/")) {
      return new Upload(request.body(), query);
    }
    // What curl calls the body of --data-binary when it is told nothing.
    if (kind.equals("application/x-www-form-urlencoded") && isImage(request.body())) {
      return new Upload(request.body(), query);
    }
    throw new HttpProblem(
        415,
        "UNSUPPORTED_MEDIA_TYPE",
        "expected the bytes of a PNG or JPEG with the header 'Content-Type: image/png', 'image/jpeg' or 'application/octet-stream', or multipart/form-data with a field data; found another type");
  }

  private static boolean isImage(byte[] body) {
    if (body.length < 3) {
      return false;
    }
    int start = ((body[0] & 0xFF) << 16) | ((body[1] & 0xFF) << 8) | (body[2] & 0xFF);
    return start == JPEG_START || start == PNG_START;
  }
}
