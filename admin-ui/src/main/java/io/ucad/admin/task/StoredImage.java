package io.ucad.admin.task;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** An image of a task: everything but its bytes. */
@Entity(name = "Image")
@Table(name = "image")
@SuppressWarnings("UnusedVariable") // Hibernate and its queries read the fields
class StoredImage {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private @Nullable Long id;

  private long taskId;
  private String name;

  @Enumerated(EnumType.STRING)
  @JdbcTypeCode(SqlTypes.VARCHAR)
  private Split split;

  private String label;
  private String sha256;
  private @Nullable String maskSha256;
  private int width;
  private int height;
  private long bytes;
  private Instant addedAt;

  protected StoredImage() {}

  StoredImage(
      long taskId,
      String name,
      Split split,
      String label,
      String sha256,
      int width,
      int height,
      long bytes,
      Instant addedAt) {
    this.taskId = taskId;
    this.name = name;
    this.split = split;
    this.label = label;
    this.sha256 = sha256;
    this.width = width;
    this.height = height;
    this.bytes = bytes;
    this.addedAt = addedAt;
  }

  String name() {
    return name;
  }

  String sha256() {
    return sha256;
  }

  String label() {
    return label;
  }

  Optional<String> maskSha256() {
    return Optional.ofNullable(maskSha256);
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  void relabel(Split newSplit, String newLabel) {
    split = newSplit;
    label = newLabel;
  }

  void mask(String newMaskSha256) {
    maskSha256 = newMaskSha256;
  }

  ImageRow toRow() {
    return new ImageRow(
        Objects.requireNonNull(id),
        taskId,
        name,
        split,
        label,
        sha256,
        maskSha256(),
        width,
        height,
        bytes);
  }
}
