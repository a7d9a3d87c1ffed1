package io.ucad.admin.api;

import io.ucad.admin.problem.UserProblem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.apache.tomcat.util.http.fileupload.FileItemIterator;
import org.apache.tomcat.util.http.fileupload.FileItemStream;
import org.apache.tomcat.util.http.fileupload.FileUpload;
import org.apache.tomcat.util.http.fileupload.FileUploadException;
import org.apache.tomcat.util.http.fileupload.servlet.ServletRequestContext;

/** Reads the files of a form one after another as they come; no file is ever made of them. */
final class ImageParts {
  private static final int MOST = 1000;
  private static final int LONGEST_HEADER = 1024;

  private ImageParts() {}

  /** Takes one file. */
  interface Reader {
    void read(String name, InputStream content) throws IOException;
  }

  /**
   * Hands out the files of a form.
   *
   * @throws UserProblem if it is none, or has too many parts
   */
  static void read(HttpServletRequest request, Reader reader) throws IOException {
    var upload = new FileUpload();
    upload.setFileCountMax(MOST);
    upload.setPartHeaderSizeMax(LONGEST_HEADER);
    try {
      FileItemIterator parts = upload.getItemIterator(new ServletRequestContext(request));
      for (int count = 0; parts.hasNext(); count++) {
        if (count == MOST) {
          throw new UserProblem("problem.request.parts", MOST);
        }
        FileItemStream part = parts.next();
        try (InputStream in = part.openStream()) {
          if (!part.isFormField()) {
            reader.read(Objects.requireNonNullElse(part.getName(), ""), in);
          }
        }
      }
    } catch (FileUploadException | IllegalArgumentException | IllegalStateException e) {
      throw new UserProblem("problem.request.parts", MOST);
    }
  }
}
