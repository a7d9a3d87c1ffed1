package io.ucad.admin.settings;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What the command line decides.
 *
 * @param workspace folder of the database, the images and the model store
 * @param backbone file or name of the frozen ViT; empty if none was named
 * @param offline whether nothing may be downloaded
 * @param role what this process does
 */
public record AdminSettings(
    Path workspace, Optional<String> backbone, boolean offline, NodeRole role) {

  /** Folder of the image files. */
  public Path images() {
    return workspace.resolve("images");
  }

  /** Folder of the model store. */
  public Path store() {
    return workspace.resolve("store");
  }

  /** Folder for uploads that are not accepted yet. */
  public Path incoming() {
    return workspace.resolve("incoming");
  }
}
