package io.ucad.admin.api;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Pictures by their content, which may be kept for ever. */
final class Picture {
  private static final String IMMUTABLE = "private, max-age=31536000, immutable";

  private Picture() {}

  static ResponseEntity<byte[]> of(MediaType type, byte[] bytes) {
    return ResponseEntity.ok()
        .contentType(type)
        .header(HttpHeaders.CACHE_CONTROL, IMMUTABLE)
        .body(bytes);
  }

  /** Of bytes as they were sent: PNG or JPEG. */
  static ResponseEntity<byte[]> sent(byte[] bytes) {
    return of(bytes[0] == (byte) 0x89 ? MediaType.IMAGE_PNG : MediaType.IMAGE_JPEG, bytes);
  }
}
