package io.ucad.admin.api;

import io.ucad.admin.problem.UserProblem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotSupportedException;

/** An image that is the whole body of a request. */
final class ImageBody {
  /** What is read of an image at most; one byte more says that it is too long. */
  static final int LONGEST = 64 << 20;

  private ImageBody() {}

  /**
   * Reads it.
   *
   * @throws HttpMediaTypeNotSupportedException if it does not say that it is PNG or JPEG
   */
  static byte[] read(HttpServletRequest request)
      throws IOException, HttpMediaTypeNotSupportedException {
    MediaType type = type(request);
    if (!isImage(type)) {
      throw new HttpMediaTypeNotSupportedException(
          type, List.of(MediaType.IMAGE_PNG, MediaType.IMAGE_JPEG));
    }
    return bytes(request.getInputStream());
  }

  /** The bytes of an image, or one more than an image may have. */
  static byte[] bytes(InputStream in) throws IOException {
    return in.readNBytes(LONGEST + 1);
  }

  static boolean isImage(MediaType type) {
    return MediaType.IMAGE_PNG.includes(type) || MediaType.IMAGE_JPEG.includes(type);
  }

  /** What a body says that it is. */
  static MediaType type(HttpServletRequest request) {
    try {
      return MediaType.parseMediaType(String.valueOf(request.getContentType()));
    } catch (InvalidMediaTypeException e) {
      throw new UserProblem("problem.request.type");
    }
  }
}
