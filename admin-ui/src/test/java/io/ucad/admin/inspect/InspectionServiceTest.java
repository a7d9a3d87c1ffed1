package io.ucad.admin.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ucad.admin.AdminNode;
import io.ucad.admin.audit.AuditRecord;
import io.ucad.admin.audit.AuditService;
import io.ucad.admin.files.ImageFiles;
import io.ucad.admin.files.ImageReferences;
import io.ucad.admin.job.Bench;
import io.ucad.admin.problem.UserProblem;
import io.ucad.admin.settings.AdminSettings;
import io.ucad.admin.settings.NodeRole;
import io.ucad.admin.task.ImageRow;
import io.ucad.admin.task.ImageService;
import io.ucad.admin.task.Split;
import io.ucad.admin.testing.As;
import io.ucad.admin.testing.Database;
import io.ucad.admin.testing.Factory;
import io.ucad.admin.testing.Nodes;
import io.ucad.admin.version.ThresholdService;
import io.ucad.admin.version.VersionService;
import io.ucad.detector.TaskDistance;
import io.ucad.detector.Verdict;
import io.ucad.detector.image.ImageRejectedException;
import io.ucad.store.Sha256;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.transaction.support.TransactionTemplate;

/** On both databases, with a version that was really learned. */
class InspectionServiceTest {
  private static final Map<Database, Learned> LEARNED = new EnumMap<>(Database.class);

  private record Learned(Bench bench, String tile, String fabric, int version) {
    static Learned on(Database database) {
      var bench = new Bench(alone(database));
      String tile = bench.task("tile");
      String fabric = bench.task("fabric");
      return new Learned(bench, tile, fabric, bench.learned(tile, fabric));
    }

    /** A model that knows no products of other tests, which look alike. */
    private static AdminNode alone(Database database) {
      try {
        Path folder = Files.createTempDirectory("ucad-inspections");
        String backbone = Nodes.backbone(folder).toString();
        var settings = new AdminSettings(folder, Optional.of(backbone), true, NodeRole.UI);
        return Nodes.start(settings, database.address(folder));
      } catch (java.io.IOException e) {
        throw new AssertionError(e);
      }
    }

    AdminNode node() {
      return bench.node();
    }

    InspectionService service() {
      return node().get(InspectionService.class);
    }

    Kept inspect(String file) {
      byte[] bytes = Factory.image("tile", file);
      return As.admin(() -> service().inspect(file, bytes, version, Optional.empty()));
    }

    /** An inspection with a score, whatever the random backbone recognises. */
    Kept asked(String file) {
      byte[] bytes = Factory.image("tile", file);
      return As.admin(() -> service().inspect(file, bytes, version, Optional.of(tile)));
    }
  }

  private static Learned on(Database database) {
    return LEARNED.computeIfAbsent(database, Learned::on);
  }

  private static String defective() {
    try (var files = Files.walk(Factory.folder("tile").resolve("test"))) {
      return files
          .filter(Files::isRegularFile)
          .filter(f -> !f.toString().contains("good"))
          .map(f -> Factory.folder("tile").relativize(f).toString())
          .sorted()
          .findFirst()
          .orElseThrow();
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @EnumSource
  void anInspectionIsKeptAndFoundAgainToTheSameFigures(Database database) {
    Learned learned = on(database);
    Kept kept = learned.inspect("train/good/003.png");
    Finding found = kept.finding();
    assertThat(found.inspection().task()).isEqualTo(learned.tile());
    assertThat(found.inspection().known()).isTrue();
    assertThat(found.route())
        .extracting(TaskDistance::task)
        .contains(learned.tile(), learned.fabric());
    assertThat(found.route())
        .isSortedAccordingTo(Comparator.comparingDouble(TaskDistance::distance));
    assertThat(found.peakThreshold()).isPositive();
    assertThat(found.matches()).hasSize(5);

    Kept again = As.admin(() -> learned.service().open(kept.row().id()));
    assertThat(again.row()).isEqualTo(kept.row());
    assertThat(again.finding().inspection().score()).isEqualTo(found.inspection().score());
    assertThat(again.finding().inspection().map().values())
        .containsExactly(found.inspection().map().values());
    assertThat(kept.row().score()).hasValue(found.inspection().score());
    assertThat(kept.row().actor()).isEqualTo("admin");
    assertThat(kept.row().name()).isEqualTo("003.png");
  }

  @ParameterizedTest
  @EnumSource
  void otherRatesLeaveTheNormalPatchesWhereTheyWere(Database database) {
    Learned learned = on(database);
    ThresholdService thresholds = learned.node().get(ThresholdService.class);
    int tuned = learned.version();
    for (double rate : new double[] {0.3, 0.25}) {
      int from = tuned;
      String sha256 = As.admin(() -> thresholds.of(from, learned.fabric())).orElseThrow().sha256();
      tuned = As.admin(() -> thresholds.save(learned.fabric(), sha256, rate, 0.5));
    }
    assertThat(tuned).isEqualTo(learned.version() + 2);
    int asked = tuned;
    byte[] bytes = Factory.image("fabric", "train/good/001.png");

    Kept kept =
        As.admin(
            () -> learned.service().inspect("x.png", bytes, asked, Optional.of(learned.fabric())));

    assertThat(kept.finding().matches()).isNotEmpty().allMatch(match -> match.normal().isPresent());
    As.admin(() -> learned.node().get(VersionService.class).point("latest", learned.version()));
  }

  @ParameterizedTest
  @EnumSource
  void normalPatchesAreThoseOfTheImagesThatWereLearnedFromEvenAfterTheyWereDeleted(
      Database database) {
    Learned learned = on(database);
    ImageService images = learned.node().get(ImageService.class);
    List<ImageRow> training =
        As.admin(() -> images.list(learned.fabric(), Split.TRAIN, "", 0, 100));
    As.admin(() -> images.delete(learned.fabric(), training.stream().map(ImageRow::id).toList()));
    byte[] bytes = Factory.image("fabric", "train/good/001.png");
    Kept kept =
        As.admin(
            () ->
                learned
                    .service()
                    .inspect("x.png", bytes, learned.version(), Optional.of(learned.fabric())));
    assertThat(kept.finding().route()).hasSizeGreaterThanOrEqualTo(2);
    for (Match match : kept.finding().matches()) {
      ImageRow source =
          training.stream().filter(i -> i.name().equals(match.source())).findFirst().orElseThrow();
      Match.NormalPatch normal = match.normal().orElseThrow();
      assertThat(normal.sha256()).isEqualTo(source.sha256());
      assertThat(normal.patch()).isPresent();
      assertThat(match.patch()).isPresent();
      assertThat(As.admin(() -> images.picture(normal.sha256()))).startsWith(0xFF, 0xD8);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatCannotBeInspectedIsSaidAndNothingIsKept(Database database) {
    Learned learned = on(database);
    InspectionService service = learned.service();
    long before = As.admin(() -> service.count(InspectionFilter.ALL));
    byte[] image = Factory.image("tile", "train/good/000.png");
    byte[] half = Arrays.copyOf(image, image.length / 2);
    As.admin(
        () -> {
          assertThatThrownBy(
                  () -> service.inspect("x.png", half, learned.version(), Optional.empty()))
              .isInstanceOf(ImageRejectedException.class);
          assertThatThrownBy(() -> service.inspect("x.png", image, 9999, Optional.empty()))
              .isInstanceOf(UserProblem.class)
              .extracting("key")
              .isEqualTo("problem.version.none");
          assertThatThrownBy(
                  () -> service.inspect("x.png", image, learned.version(), Optional.of("nobody")))
              .extracting("key")
              .isEqualTo("problem.inspect.task");
          assertThatThrownBy(
                  () ->
                      service.inspectStored(
                          "x", "0".repeat(64), learned.version(), Optional.empty()))
              .extracting("key")
              .isEqualTo("problem.image.none");
          assertThatThrownBy(() -> service.open(987654321))
              .extracting("key")
              .isEqualTo("problem.inspect.none");
        });
    assertThat(As.admin(() -> service.count(InspectionFilter.ALL))).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource
  void feedbackOffersTheImageToItsTaskAndAcceptedOnesAreOrdinaryImages(Database database) {
    Learned learned = on(database);
    InspectionService service = learned.service();
    ProposalService proposals = learned.node().get(ProposalService.class);
    ImageService images = learned.node().get(ImageService.class);
    // Bytes that no task holds: those of the other product.
    byte[] one = Factory.image("fabric", "test/good/000.png");
    byte[] two = Factory.image("fabric", "test/good/001.png");
    Optional<String> task = Optional.of(learned.tile());
    As.admin(
        () -> {
          long alarm = service.inspect("one.png", one, learned.version(), task).row().id();
          long missed = service.inspect("two.png", two, learned.version(), task).row().id();
          long again = service.inspect("one.png", one, learned.version(), task).row().id();
          service.feedback(alarm, Feedback.FALSE_ALARM, "reflection");
          service.feedback(missed, Feedback.MISSED, "");
          service.feedback(again, Feedback.FALSE_ALARM, "");
          List<Long> offered =
              proposals.list(learned.tile(), 0, 100).stream().map(InspectionRow::id).toList();
          assertThat(offered).containsSubsequence(alarm, missed, again);
          List<Long> mine = List.of(alarm, missed, again);
          long others = proposals.count(learned.tile()) - 3;
          assertThat(proposals.list(learned.fabric(), 0, 10)).isEmpty();

          assertThat(proposals.accept(learned.tile(), mine))
              .isEqualTo(new ProposalService.Accepted(2, 1));
          assertThat(proposals.accept(learned.tile(), mine))
              .as("a double click")
              .isEqualTo(new ProposalService.Accepted(0, 0));
          assertThat(proposals.count(learned.tile())).isEqualTo(others);
          List<ImageRow> rows = images.list(learned.tile(), null, "", 0, 500);
          assertThat(rows)
              .filteredOn(r -> r.sha256().equals(Sha256.hex(one)))
              .singleElement()
              .satisfies(
                  r -> {
                    assertThat(r.split()).isEqualTo(Split.TRAIN);
                    assertThat(r.label()).isEqualTo("good");
                  });
          assertThat(rows)
              .filteredOn(r -> r.sha256().equals(Sha256.hex(two)))
              .singleElement()
              .satisfies(
                  r -> {
                    assertThat(r.split()).isEqualTo(Split.TEST);
                    assertThat(r.label()).isEqualTo("missed");
                  });
          assertThatThrownBy(() -> service.feedback(alarm, Feedback.NONE, ""))
              .extracting("key")
              .isEqualTo("problem.inspect.settled");
          assertThat(learned.node().get(AuditService.class).search("proposal.accept", 0, 10))
              .extracting(AuditRecord::subject)
              .containsExactly(learned.tile(), learned.tile(), learned.tile());
        });
  }

  @ParameterizedTest
  @EnumSource
  void whatIsDeclinedGoesAndFeedbackCanBeTakenBack(Database database) {
    Learned learned = on(database);
    InspectionService service = learned.service();
    ProposalService proposals = learned.node().get(ProposalService.class);
    long id = learned.asked("test/good/001.png").row().id();
    As.admin(
        () -> {
          long before = proposals.count(learned.tile());
          service.feedback(id, Feedback.FALSE_ALARM, "");
          assertThat(proposals.count(learned.tile())).isEqualTo(before + 1);
          assertThat(proposals.decline(learned.tile(), List.of(id))).isEqualTo(1);
          assertThat(proposals.count(learned.tile())).isEqualTo(before);
          assertThat(service.feedback(id, Feedback.MISSED, "a scratch").proposal())
              .isEqualTo(Proposal.OPEN);
          assertThat(service.feedback(id, Feedback.NONE, "").proposal()).isEqualTo(Proposal.NONE);
          assertThat(proposals.count(learned.tile())).isEqualTo(before);
        });
  }

  @ParameterizedTest
  @EnumSource
  void imagesThatTheModelKnowsAsAnotherTaskAreNoticedAndThoseOfTheTaskItselfAreNot(
      Database database) {
    Learned learned = on(database);
    LookalikeService lookalikes = learned.node().get(LookalikeService.class);
    String wrong = learned.bench().task("tile");
    assertThat(As.admin(() -> lookalikes.check(wrong)))
        .hasValueSatisfying(
            found -> {
              assertThat(found.other()).isEqualTo(learned.tile());
              assertThat(found.images()).isGreaterThan(6);
              assertThat(found.asked()).isEqualTo(12);
            });
    assertThat(As.admin(() -> lookalikes.check(learned.tile()))).isEmpty();
    assertThatThrownBy(() -> As.admin(() -> lookalikes.check("nobody")))
        .extracting("key")
        .isEqualTo("problem.task.none");
  }

  @ParameterizedTest
  @EnumSource
  void theHistoryIsFilteredAndPaged(Database database) {
    Learned learned = on(database);
    InspectionService service = learned.service();
    Kept bad = learned.asked(defective());
    learned.asked("train/good/004.png");
    As.admin(
        () -> {
          var mine = new InspectionFilter(learned.tile(), null, null);
          assertThat(service.list(mine, 0, 1)).hasSize(1);
          assertThat(service.list(mine, 1, 1)).hasSize(1);
          assertThat(service.list(mine, 0, 500))
              .hasSize((int) service.count(mine))
              .isSortedAccordingTo(Comparator.comparingLong(InspectionRow::id).reversed());
          Verdict verdict = bad.row().verdict();
          assertThat(service.list(new InspectionFilter("", verdict, Feedback.NONE), 0, 500))
              .isNotEmpty()
              .allMatch(r -> r.verdict() == verdict && r.feedback() == Feedback.NONE);
          assertThat(service.inspectedTasks()).contains(learned.tile());
        });
  }

  @ParameterizedTest
  @EnumSource
  void theOldestWithoutFeedbackGoWithTheirImagesUnlessSomethingNamesThem(Database database) {
    Learned learned = on(database);
    AdminNode node = learned.node();
    ImageFiles files = node.get(ImageFiles.class);
    ImageReferences references = node.get(ImageReferences.class);
    byte[] foreign = Factory.image("fabric", "test/good/002.png");
    Optional<String> task = Optional.of(learned.tile());
    InspectionService service = learned.service();
    As.admin(() -> node.get(ImageService.class).delete(learned.fabric(), tests(node, learned)));
    Kept told = As.admin(() -> service.inspect("a.png", foreign, learned.version(), task));
    As.admin(() -> service.feedback(told.row().id(), Feedback.FALSE_ALARM, ""));
    byte[] lonely = Factory.image("fabric", "test/good/003.png");
    Kept old = As.admin(() -> service.inspect("b.png", lonely, learned.version(), task));
    Kept shared = learned.asked("train/good/005.png");
    long rest = As.admin(() -> service.count(InspectionFilter.ALL));
    assertThat(references.has(old.row().sha256())).isTrue();

    var retention =
        new Retention(
            node.get(Inspections.class), references, files, node.get(TransactionTemplate.class), 1);
    retention.apply();

    List<InspectionRow> left = As.admin(() -> service.list(InspectionFilter.ALL, 0, 500));
    assertThat(left).hasSizeLessThan((int) rest);
    assertThat(left).extracting(InspectionRow::id).contains(told.row().id());
    assertThat(left).filteredOn(r -> r.feedback() == Feedback.NONE).hasSizeLessThanOrEqualTo(1);
    assertThat(references.has(old.row().sha256())).isFalse();
    assertThatThrownBy(
            () -> As.admin(() -> node.get(ImageService.class).thumbnail(old.row().sha256())))
        .isInstanceOf(UserProblem.class);
    assertThat(references.has(shared.row().sha256())).as("a task names it").isTrue();
    assertThat(files.read(shared.row().sha256())).isNotEmpty();
    assertThat(files.read(told.row().sha256())).isEqualTo(foreign);
  }

  private static List<Long> tests(AdminNode node, Learned learned) {
    return node.get(ImageService.class).list(learned.fabric(), Split.TEST, "", 0, 500).stream()
        .map(ImageRow::id)
        .toList();
  }
}
