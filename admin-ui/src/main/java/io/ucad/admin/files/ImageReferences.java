package io.ucad.admin.files;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The one place that knows which tables name image files. For the program itself. */
@Component
public class ImageReferences {
  private final JdbcClient database;

  ImageReferences(JdbcClient database) {
    this.database = database;
  }

  /** Whether a task, the snapshot of a job or an inspection names these bytes. */
  public boolean has(String sha256) {
    return database
            .sql(
                """
                select case when exists (select 1 from image where sha256 = :name)
                  or exists (select 1 from image where mask_sha256 = :name)
                  or exists (select 1 from snapshot_image where sha256 = :name)
                  or exists (select 1 from inspection where sha256 = :name)
                then 1 else 0 end
                """)
            .param("name", sha256)
            .query(Integer.class)
            .single()
        == 1;
  }
}
