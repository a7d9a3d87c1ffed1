package io.ucad.admin.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ucad.admin.access.Role;
import io.ucad.admin.audit.AuditRecord;
import io.ucad.admin.audit.AuditService;
import io.ucad.admin.problem.UserProblem;
import io.ucad.admin.testing.As;
import io.ucad.admin.testing.Database;
import io.ucad.store.AliasName;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.security.access.AccessDeniedException;

/** Nothing that forgot goes to production unseen. */
class GateTest {
  private static final float[] GOOD = {0.1f, 0.2f, 0.3f, 0.4f};
  private static final float[] ALL_ABOVE = {0.5f, 0.6f};
  private static final float[] ONE_BELOW = {0.35f, 0.6f};

  @ParameterizedTest
  @EnumSource
  void aTaskThatFellTooFarIsRefusedWithItsFiguresAndNothingMoves(Database database) {
    var scene = new Scene(database);
    int worse = scene.shelf.publish(scene.tile, "2");
    scene.shelf.measure(worse, scene.tile, GOOD, ONE_BELOW);
    scene.shelf.measure(worse, scene.fabric, GOOD, ALL_ABOVE);
    assertThatThrownBy(() -> scene.point(worse))
        .isInstanceOfSatisfying(
            UserProblem.class,
            problem -> {
              assertThat(problem.key()).isEqualTo("problem.gate.closed");
              assertThat(problem.parameters())
                  .containsExactly(
                      "v" + worse, "v" + scene.first, "0.01", scene.tile + " 1.000 → 0.875");
            });
    assertThat(scene.production()).isEqualTo(scene.first);
    GateReport report = As.admin(() -> scene.shelf.get(GateService.class).check(worse));
    assertThat(report.open()).isFalse();
    assertThat(report.refusals()).hasSize(1);
    GateReport.Refusal refusal = report.refusals().get(0);
    assertThat(refusal.task()).isEqualTo(scene.tile);
    assertThat(refusal.vanished()).isFalse();
    assertThat(refusal.imagesBefore()).isEqualTo(6);
    scene.point(scene.first);
    As.admin(() -> scene.versions.point("candidate", worse));
    assertThat(scene.shelf.store().alias(new AliasName("candidate")).orElseThrow().number())
        .isEqualTo(worse);
  }

  @ParameterizedTest
  @EnumSource
  void aFallWithinTheLimitPassesAndTheLimitIsKeptAndAudited(Database database) {
    var scene = new Scene(database);
    int worse = scene.shelf.publish(scene.tile, "2");
    scene.shelf.measure(worse, scene.tile, GOOD, ONE_BELOW);
    GateService gate = scene.shelf.get(GateService.class);
    As.admin(() -> gate.change(0.124));
    assertThatThrownBy(() -> scene.point(worse)).isInstanceOf(UserProblem.class);
    As.admin(() -> gate.change(0.125));
    assertThat(As.admin(gate::largestDrop)).isEqualTo(0.125);
    scene.point(worse);
    assertThat(scene.production()).isEqualTo(worse);
    assertThat(scene.audit()).contains("gate.limit production 0.124 → 0.125");
    assertThat(As.admin(() -> gate.check(worse)).unmeasured())
        .as("fabric in the version that is there already")
        .isEmpty();
    assertThatThrownBy(() -> As.admin(() -> gate.change(Double.NaN)))
        .extracting("key")
        .isEqualTo("problem.gate.limit");
    assertThatThrownBy(
            () ->
                As.role(
                    Role.OPERATOR,
                    () -> {
                      gate.change(1);
                      return true;
                    }))
        .isInstanceOf(AccessDeniedException.class);
    As.admin(() -> gate.change(0.01));
  }

  @ParameterizedTest
  @EnumSource
  void aTaskThatIsGoneIsRefusedUntilAnAdministratorSaysWhy(Database database) {
    var scene = new Scene(database);
    As.admin(() -> scene.versions.forget(scene.fabric));
    int without = scene.shelf.store().latest().orElseThrow().id().number();
    assertThatThrownBy(() -> scene.point(without))
        .isInstanceOfSatisfying(
            UserProblem.class,
            p -> assertThat(p.parameters()[3]).isEqualTo(scene.fabric + " 1.000 → –"));
    GateReport report = As.admin(() -> scene.shelf.get(GateService.class).check(without));
    assertThat(report.refusals()).isNotEmpty().allMatch(GateReport.Refusal::vanished);
    assertThat(report.unmeasured()).containsExactly(scene.tile);
    assertThatThrownBy(() -> As.admin(() -> scene.versions.overrideGate(without, "  ")))
        .extracting("key")
        .isEqualTo("problem.gate.reason");
    assertThatThrownBy(
            () ->
                As.role(
                    Role.OPERATOR,
                    () -> {
                      scene.versions.overrideGate(without, "I want to");
                      return true;
                    }))
        .isInstanceOf(AccessDeniedException.class);
    assertThat(scene.production()).isEqualTo(scene.first);
    As.admin(() -> scene.versions.overrideGate(without, "fabric is not made any more"));
    assertThat(scene.production()).isEqualTo(without);
    assertThat(scene.audit())
        .contains(
            "gate.override v%d %s 1.000 → – → fabric is not made any more"
                .formatted(without, scene.fabric));
  }

  @ParameterizedTest
  @EnumSource
  void whatGotBetterAndWhatIsNewPasses(Database database) {
    var scene = new Scene(database);
    String disc = scene.shelf.task("disc");
    int more = scene.shelf.publish(disc, "1");
    scene.shelf.measure(more, scene.tile, GOOD, ALL_ABOVE);
    scene.shelf.measure(more, scene.fabric, GOOD, ALL_ABOVE);
    scene.shelf.measure(more, disc, GOOD, ONE_BELOW);
    scene.point(more);
    assertThat(scene.production()).isEqualTo(more);
    assertThatThrownBy(() -> scene.point(scene.first))
        .as("going back would lose the new task")
        .extracting("key")
        .isEqualTo("problem.gate.closed");
  }

  /** Production holds tile and fabric, both perfect. */
  private static final class Scene {
    final Shelf shelf;
    final VersionService versions;
    final String tile;
    final String fabric;
    final int first;

    Scene(Database database) {
      shelf = new Shelf(database);
      versions = shelf.get(VersionService.class);
      tile = shelf.task("tile");
      fabric = shelf.task("fabric");
      shelf.clear();
      shelf.publish(tile, "1");
      first = shelf.publish(fabric, "1");
      shelf.measure(first, tile, GOOD, ALL_ABOVE);
      shelf.measure(first, fabric, GOOD, ALL_ABOVE);
      As.admin(
          () -> {
            shelf.get(GateService.class).change(0.01);
            versions.overrideGate(first, "the test begins");
          });
    }

    int production() {
      return shelf.store().alias(new AliasName("production")).orElseThrow().number();
    }

    void point(int version) {
      As.role(
          Role.OPERATOR,
          () -> {
            versions.point("production", version);
            return true;
          });
    }

    List<String> audit() {
      return As.admin(() -> shelf.get(AuditService.class).search("gate", 0, 20)).stream()
          .map(Scene::words)
          .toList();
    }

    private static String words(AuditRecord entry) {
      return "%s %s %s → %s"
          .formatted(entry.action(), entry.subject(), entry.before(), entry.after());
    }
  }
}
