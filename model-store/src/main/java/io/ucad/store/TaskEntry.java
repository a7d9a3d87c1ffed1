package io.ucad.store;

import com.google.gson.JsonObject;

/**
 * One task of a version: its file with length in bytes and SHA-256, the version that first held
 * exactly these bytes, and attributes that only the owner of the memory understands.
 */
public record TaskEntry(
    TaskName task, long bytes, String sha256, VersionId since, JsonObject attributes) {

  public TaskEntry {
    if (bytes < 0 || !Sha256.isHex(sha256)) {
      throw new StoreException.Refused(
          "entry of task "
              + task
              + " needs a length and a lower-case sha256, found "
              + bytes
              + " and "
              + sha256);
    }
    attributes = attributes.deepCopy();
  }

  /** The file's name inside the version's directory. */
  public String file() {
    return task.fileName();
  }

  /** A copy; changing it changes nothing here. */
  @Override
  public JsonObject attributes() {
    return attributes.deepCopy();
  }

  FileDigest digest() {
    return new FileDigest(bytes, sha256);
  }
}
