package io.ucad.store;

import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request for a new version: its parent and what changes. All tasks that it does not name are
 * taken over unchanged.
 */
public final class Publication {

  private final Optional<VersionId> parent;
  private final List<TaskChange> changes;
  private final Optional<JsonObject> attributes;
  private final String summary;
  private final OnConflict onConflict;
  private final PublishCondition condition;

  private Publication(Builder builder) {
    this.parent = builder.parent;
    this.changes = List.copyOf(builder.changes.values());
    this.attributes = builder.attributes;
    this.summary = builder.summary;
    this.onConflict = builder.onConflict;
    this.condition = builder.condition;
  }

  /** Starts the first version of a store. */
  public static Builder first() {
    return new Builder(Optional.empty());
  }

  /** Starts a version on a parent, which must be what {@code latest} names. */
  public static Builder on(VersionId parent) {
    return new Builder(Optional.of(parent));
  }

  /** Starts a version on what {@link ModelStore#latest} gave, if anything. */
  public static Builder on(Optional<Version> parent) {
    return new Builder(parent.map(Version::id));
  }

  Optional<VersionId> parent() {
    return parent;
  }

  List<TaskChange> changes() {
    return changes;
  }

  Optional<JsonObject> attributes() {
    return attributes;
  }

  String summary() {
    return summary;
  }

  OnConflict onConflict() {
    return onConflict;
  }

  PublishCondition condition() {
    return condition;
  }

  /** Collects the changes. Naming a task twice is {@link StoreException.Refused}. */
  public static final class Builder {
    private final Optional<VersionId> parent;
    private final Map<TaskName, TaskChange> changes = new LinkedHashMap<>();
    private Optional<JsonObject> attributes = Optional.empty();
    private String summary = "";
    private OnConflict onConflict = OnConflict.FAIL;
    private PublishCondition condition = PublishCondition.none();

    private Builder(Optional<VersionId> parent) {
      this.parent = parent;
    }

    /** Adds a task, or replaces its file and attributes. */
    public Builder put(TaskName task, TaskContent content, JsonObject taskAttributes) {
      return change(new TaskChange.Put(task, content, taskAttributes.deepCopy()));
    }

    /** Keeps a task's file and replaces its attributes. */
    public Builder annotate(TaskName task, JsonObject taskAttributes) {
      return change(new TaskChange.Annotate(task, taskAttributes.deepCopy()));
    }

    /** Leaves a task out. */
    public Builder forget(TaskName task) {
      return change(new TaskChange.Forget(task));
    }

    /** Replaces the attributes of the version; without this the parent's are taken over. */
    public Builder attributes(JsonObject versionAttributes) {
      this.attributes = Optional.of(versionAttributes.deepCopy());
      return this;
    }

    /** Says to people what changed. */
    public Builder summary(String text) {
      this.summary = text;
      return this;
    }

    /** Default {@link OnConflict#FAIL}. */
    public Builder onConflict(OnConflict policy) {
      this.onConflict = policy;
      return this;
    }

    /** Default {@link PublishCondition#none}. */
    public Builder condition(PublishCondition check) {
      this.condition = check;
      return this;
    }

    /** The request; without any change it is {@link StoreException.Refused}. */
    public Publication build() {
      if (changes.isEmpty() && attributes.isEmpty()) {
        throw new StoreException.Refused(
            "nothing to publish: put, annotate or forget a task first");
      }
      return new Publication(this);
    }

    private Builder change(TaskChange change) {
      if (changes.putIfAbsent(change.task(), change) != null) {
        throw new StoreException.Refused(
            "task " + change.task() + " is changed twice in one publication");
      }
      return this;
    }
  }
}
