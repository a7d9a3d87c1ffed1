package io.ucad.admin.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ucad.admin.audit.AuditRecord;
import io.ucad.admin.audit.AuditService;
import io.ucad.admin.problem.UserProblem;
import io.ucad.admin.testing.As;
import io.ucad.admin.testing.Database;
import io.ucad.admin.testing.Factory;
import io.ucad.admin.testing.Nodes;
import io.ucad.detector.image.RegionOfInterest;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** On both databases: that a node starts at all proves that entities and migrations agree. */
class TaskServiceTest {
  private final String name = "t-" + UUID.randomUUID();

  @ParameterizedTest
  @EnumSource
  void aTaskIsRegisteredDescribedArchivedAndEveryChangeIsAudited(Database database) {
    TaskService tasks = Nodes.on(database).get(TaskService.class);
    As.admin(
        () -> {
          tasks.register(name, "Bottle", "500 ml");
          tasks.describe(name, "Bottle B", "750 ml");
          var region = new RegionOfInterest(0.1, 0.2, 0.5, 0.7);
          assertThat(tasks.get(name).region().isWhole()).isTrue();
          assertThat(tasks.lookAt(name, region).region()).isEqualTo(region);
          tasks.lookAt(name, region);
          tasks.archive(name, true);
          tasks.archive(name, true);
          TaskCard task = tasks.get(name);
          assertThat(task.title()).isEqualTo("Bottle B");
          assertThat(task.archived()).isTrue();
          assertThat(task.region()).isEqualTo(region);
          assertThat(tasks.list(name, false, 0, 10)).isEmpty();
          assertThat(tasks.list(name, true, 0, 10)).containsExactly(task);
          assertThat(tasks.count(name, true)).isEqualTo(1);
          assertThat(Nodes.on(database).get(AuditService.class).search(name, 0, 10))
              .extracting(AuditRecord::action, AuditRecord::actor)
              .containsExactly(
                  org.assertj.core.groups.Tuple.tuple("task.archive", "admin"),
                  org.assertj.core.groups.Tuple.tuple("task.region", "admin"),
                  org.assertj.core.groups.Tuple.tuple("task.describe", "admin"),
                  org.assertj.core.groups.Tuple.tuple("task.register", "admin"));
        });
  }

  @ParameterizedTest
  @EnumSource
  void namesThatTheStoreWouldRefuseOrThatExistAreRefused(Database database) {
    TaskService tasks = Nodes.on(database).get(TaskService.class);
    As.admin(
        () -> {
          tasks.register(name, "Bottle", "");
          for (String bad : new String[] {"", "Bottle", "a b", "../x", "-a", "a".repeat(64)}) {
            assertThatThrownBy(() -> tasks.register(bad, "x", ""))
                .isInstanceOf(UserProblem.class)
                .extracting("key")
                .isEqualTo("problem.task.name");
          }
          assertThatThrownBy(() -> tasks.register(name, "x", ""))
              .extracting("key")
              .isEqualTo("problem.task.exists");
          assertThatThrownBy(() -> tasks.get("nobody"))
              .extracting("key")
              .isEqualTo("problem.task.none");
        });
  }

  @ParameterizedTest
  @EnumSource
  void countsTellWhatThereIsToLearnFrom(Database database) {
    var node = Nodes.on(database);
    Factory.register(node, "tile", name);
    TaskCard task = As.admin(() -> node.get(TaskService.class).get(name));
    assertThat(task.images()).isEqualTo(new ImageCounts(12, 4, 4));
    assertThat(task.images().learnable()).isTrue();
  }
}
