package io.ucad.admin.task;

import io.ucad.detector.image.RegionOfInterest;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A product to inspect. Its name is the store's name of the task and never changes. */
@Entity(name = "Task")
@Table(name = "task")
class Task {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private @Nullable Long id;

  private String name;
  private String title;
  private String description;
  private boolean archived;
  private Instant createdAt;
  private String region;

  protected Task() {}

  Task(String name, String title, String description, Instant createdAt) {
    this.name = name;
    this.title = title;
    this.description = description;
    this.createdAt = createdAt;
    this.region = RegionOfInterest.WHOLE.text();
  }

  long id() {
    return Objects.requireNonNull(id);
  }

  String name() {
    return name;
  }

  boolean archived() {
    return archived;
  }

  void describe(String newTitle, String newDescription) {
    title = newTitle;
    description = newDescription;
  }

  RegionOfInterest region() {
    return RegionOfInterest.parse(region);
  }

  void lookAt(RegionOfInterest newRegion) {
    region = newRegion.text();
  }

  void archive(boolean now) {
    archived = now;
  }

  String describedAs() {
    return description.isEmpty() ? title : title + ": " + description;
  }

  TaskCard toCard(ImageCounts counts) {
    return new TaskCard(id(), name, title, description, archived, createdAt, region(), counts);
  }
}
