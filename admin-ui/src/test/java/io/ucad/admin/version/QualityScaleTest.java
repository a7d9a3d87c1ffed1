package io.ucad.admin.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ucad.admin.testing.As;
import io.ucad.admin.testing.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A thousand versions of fifty tasks, every one measured on all that it holds. */
class QualityScaleTest {
  private static final int VERSIONS = 1000;
  private static final int TASKS = 50;
  private static final int FIRST = 1_000_001;
  private static final int LAST = FIRST + VERSIONS - 1;

  /** Slow machines are busy with other tests; a query for every cell would take minutes. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @ParameterizedTest
  @EnumSource
  void aPageAndAllForgettingTakeAFewQueries(Database database) {
    var shelf = new Shelf(database);
    JdbcClient sql = shelf.get(JdbcClient.class);
    List<String> tasks =
        IntStream.range(0, TASKS).mapToObj(i -> shelf.task("aa%02d".formatted(i))).toList();
    try {
      fill(sql, tasks, database);
      QualityService quality = shelf.get(QualityService.class);
      Instant start = Instant.now();
      QualityGrid grid = As.admin(() -> quality.grid(Measure.AUROC, 0, 20, 0, 20));
      assertThat(grid.versions())
          .isEqualTo(IntStream.rangeClosed(LAST - 19, LAST).boxed().toList());
      assertThat(grid.tasks()).hasSize(20);
      assertThat(grid.allVersions()).isGreaterThanOrEqualTo(VERSIONS);
      Forgetting found = As.admin(() -> quality.forgetting(Measure.AUROC, LAST));
      assertThat(found.tasks()).extracting(Forgetting.Row::task).isEqualTo(tasks);
      assertThat(found.forgetting().getAsDouble()).isCloseTo(0, within(1e-12));
      assertThat(found.tasks().get(1).stage()).isEqualTo(FIRST + 2 * (VERSIONS / TASKS) - 1);
      assertThat(Duration.between(start, Instant.now())).isLessThan(PATIENCE);
    } finally {
      sql.sql("delete from evaluation where version >= :first").param("first", FIRST).update();
      sql.sql("delete from version where number >= :first").param("first", FIRST).update();
    }
  }

  /** Every twentieth version brings a new task. */
  private static void fill(JdbcClient sql, List<String> tasks, Database database) {
    String series =
        switch (database) {
          case H2 -> "select x as n from system_range(0, %d)".formatted(VERSIONS - 1);
          case POSTGRESQL -> "select n from generate_series(0, %d) n".formatted(VERSIONS - 1);
        };
    sql.sql(
            """
            insert into version (number, parent, created_at, summary, tasks, bytes)
            select cast(%d + n as integer),
              case when n = 0 then null else cast(%d + n - 1 as integer) end,
              current_timestamp, '', 1, 1 from (%s) s
            """
                .formatted(FIRST, FIRST, series))
        .update();
    sql.sql(
            """
            insert into evaluation (version, task_id, images, image_auroc, routed_right, measured_at)
            select v.number, t.id, 100, 0.9, 100, current_timestamp
            from version v join task t on t.name in (:tasks)
            where v.number >= %d and (v.number - %d) / %d >= cast(substring(t.name, 3, 2) as integer)
            """
                .formatted(FIRST, FIRST, VERSIONS / TASKS))
        .param("tasks", tasks)
        .update();
  }
}
