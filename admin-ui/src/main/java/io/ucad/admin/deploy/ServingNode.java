package io.ucad.admin.deploy;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A node of DJL Serving that somebody registered. */
@Entity(name = "ServingNode")
@Table(name = "serving_node")
@SuppressWarnings("UnusedVariable") // Hibernate and its queries read the fields
class ServingNode {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private @Nullable Long id;

  private String name;
  private String management;
  private String inference;
  private Instant createdAt;

  protected ServingNode() {}

  ServingNode(String name, String management, String inference, Instant createdAt) {
    this.name = name;
    this.management = management;
    this.inference = inference;
    this.createdAt = createdAt;
  }

  NodeRow toRow() {
    return new NodeRow(name, management, inference);
  }
}
