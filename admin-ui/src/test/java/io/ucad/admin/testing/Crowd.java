package io.ucad.admin.testing;

import com.google.gson.JsonObject;
import io.ucad.admin.AdminNode;
import io.ucad.store.ModelStore;
import io.ucad.store.OnConflict;
import io.ucad.store.Publication;
import io.ucad.store.TaskName;
import java.nio.charset.StandardCharsets;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A factory that has been at it for years: 50 tasks, 100,000 images, 1,000 versions, 10,000 jobs.
 * Rows only, for PostgreSQL: there are no image files, and the store holds the last version alone.
 */
public final class Crowd {
  /** How many tasks. */
  public static final int TASKS = 50;

  /** How many versions. */
  public static final int VERSIONS = 1_000;

  /** How many jobs. */
  public static final int JOBS = 10_000;

  private static final int IMAGES_OF_A_TASK = 2_000;

  private Crowd() {}

  /** Fills the empty database of a node. */
  public static void fill(AdminNode node) {
    JdbcClient database = JdbcClient.create(node.get(DataSource.class));
    run(
        database,
        """
        insert into task (name, title, description, archived, created_at)
        select 'product-' || n, 'Product ' || n, '', false, now() from generate_series(1, ?) n
        """,
        TASKS);
    run(
        database,
        """
        insert into image (task_id, name, split, label, sha256, width, height, bytes, added_at)
        select t.id,
          case when n % 10 < 8 then 'train/good/' when n % 10 = 8 then 'test/good/'
            else 'test/scratch/' end || lpad(n::text, 6, '0') || '.png',
          case when n % 10 < 8 then 'TRAIN' else 'TEST' end,
          case when n % 10 < 9 then 'good' else 'scratch' end,
          encode(sha256(convert_to(t.id || '-' || n, 'UTF8')), 'hex'), 256, 256, 90000, now()
        from task t, generate_series(1, ?) n
        """,
        IMAGES_OF_A_TASK);
    run(
        database,
        """
        insert into job (state, preset, seed, created_by, created_at, started_at, finished_at,
          cancel_requested, attempts, fence, worker, stage, progress, problem)
        select case when n % 20 = 0 then 'FAILED' else 'DONE' end, 'fast', n, 'admin', now(), now(),
          now(), false, 1, 1, 'worker', '', 1, ''
        from generate_series(1, ?) n
        """,
        JOBS);
    run(
        database,
        """
        insert into job_task (job_id, task_id, place, images, version)
        select j.id, (select min(id) from task) + (j.id + n) % ?, n, 1600, null
        from job j, generate_series(0, 2) n
        """,
        TASKS);
    run(
        database,
        """
        insert into job_line (job_id, at, level, text)
        select j.id, now(), 'INFO', 'line ' || n from job j, generate_series(1, ?) n
        """,
        20);
    run(
        database,
        """
        insert into loss_point (job_task_id, epoch, epochs, loss)
        select t.id, n, ?, 1.0 / n from job_task t, generate_series(1, 5) n
        """,
        5);
    run(
        database,
        """
        insert into version (number, parent, job_id, created_at, summary, tasks, bytes)
        select n, nullif(n - 1, 0), (select min(id) from job) + n, now(), 'learned product', 50,
          5000000
        from generate_series(1, ?) n
        """,
        VERSIONS);
    run(
        database,
        """
        insert into evaluation (version, task_id, images, image_auroc, image_ap, pixel_ap, aupro,
          routed_right, measured_at)
        select v.number, t.id, ?, 0.9, 0.9, 0.5, 0.8, 400, now() from version v, task t
        """,
        400);
    run(
        database,
        """
        insert into audit_entry (at, actor, action, subject, before_value, after_value)
        select now(), 'admin', 'task.describe', 'product-1', '', 'x' from generate_series(1, ?)
        """,
        20_000);
    run(
        database,
        """
        insert into deployment (version, target, action, actor, at)
        select n, 'production', 'PROMOTE', 'admin', now() from generate_series(1, ?) n
        """,
        VERSIONS);
    database.sql("analyze").update();
    publish(node.get(ModelStore.class));
  }

  /** A version of all tasks, whose contents are no memories: screens read manifests only. */
  private static void publish(ModelStore store) {
    var publication = Publication.on(store.latest());
    for (int n = 1; n <= TASKS; n++) {
      byte[] content = ("memory of " + n).getBytes(StandardCharsets.UTF_8);
      publication.put(new TaskName("product-" + n), out -> out.write(content), new JsonObject());
    }
    store.publish(publication.summary("all").onConflict(OnConflict.FAIL).build());
  }

  private static void run(JdbcClient database, String sql, int number) {
    database.sql(sql).param(number).update();
  }
}
