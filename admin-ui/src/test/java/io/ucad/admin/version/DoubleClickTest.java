package io.ucad.admin.version;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucad.admin.audit.AuditQuery;
import io.ucad.admin.audit.AuditRecord;
import io.ucad.admin.audit.AuditService;
import io.ucad.admin.testing.As;
import io.ucad.admin.testing.Database;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who clicks twice moves an alias once, and the log says so once. */
class DoubleClickTest {
  private static final int CLICKS = 6;

  private final String alias = "try-" + UUID.randomUUID().toString().substring(0, 8);

  @ParameterizedTest
  @EnumSource
  void manyClicksAtOnceMoveOnceThereAndOnceBack(Database database) throws Exception {
    var shelf = new Shelf(database);
    String task = shelf.task("part");
    int one = shelf.publish(task, "one");
    int two = shelf.publish(task, "two");
    click(shelf, one, CLICKS);
    click(shelf, two, CLICKS);
    click(shelf, one, CLICKS);
    assertThat(log(shelf))
        .extracting(AuditRecord::action, AuditRecord::before, AuditRecord::after)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("version.rollback", "v" + two, "v" + one),
            org.assertj.core.groups.Tuple.tuple("version.promote", "v" + one, "v" + two),
            org.assertj.core.groups.Tuple.tuple("version.promote", "", "v" + one));
    VersionService versions = shelf.get(VersionService.class);
    assertThat(As.admin(() -> versions.alias(alias))).contains(one);
    assertThat(As.admin(() -> versions.deployments(500)))
        .filteredOn(row -> row.target().equals(alias))
        .hasSize(3);
  }

  private void click(Shelf shelf, int version, int times) throws Exception {
    var together = new CyclicBarrier(times);
    Callable<Boolean> click =
        () -> {
          together.await();
          As.admin(() -> shelf.get(VersionService.class).point(alias, version));
          return true;
        };
    try (ExecutorService people = Executors.newFixedThreadPool(times)) {
      for (Future<Boolean> done :
          people.invokeAll(Stream.generate(() -> click).limit(times).toList())) {
        assertThat(done.get()).isTrue();
      }
    }
  }

  private List<AuditRecord> log(Shelf shelf) {
    var moves = new AuditQuery("", "admin", "version.", alias, Optional.empty(), Optional.empty());
    return As.admin(() -> shelf.get(AuditService.class).search(moves, 0, 100));
  }
}
