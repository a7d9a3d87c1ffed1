package io.ucad.admin.version;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A sheet of scores, kept once for all versions that gave the same. Never changed. */
@Entity(name = "StoredSheet")
@Table(name = "score_sheet")
@SuppressWarnings("UnusedVariable") // Hibernate and its queries read the fields
class StoredSheet {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private @Nullable Long id;

  private long taskId;
  private String sha256;
  private int images;
  private byte[] content;

  protected StoredSheet() {}

  StoredSheet(long taskId, String sha256, int images, byte[] content) {
    this.taskId = taskId;
    this.sha256 = sha256;
    this.images = images;
    this.content = content;
  }

  long id() {
    return Objects.requireNonNull(id);
  }

  ScoreSheet toSheet() {
    return SheetBytes.read(content);
  }
}
