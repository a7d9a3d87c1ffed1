package io.ucad.admin.job;

import io.ucad.admin.backbone.BackboneSource;
import io.ucad.detector.backbone.BackboneInfo;
import io.ucad.detector.backbone.BackboneUnavailableException;
import io.ucad.trainer.learn.LearnCost;
import io.ucad.trainer.preset.Adjustment;
import io.ucad.trainer.preset.Preset;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;

/** What learning will take, from what was measured. */
@Service
public class EstimateService {
  private static final int REMEMBERED = 5;

  private final JdbcClient database;
  private final Pace pace;
  private final BackboneSource backbones;
  private final Function<String, Preset> presets;

  EstimateService(
      JdbcClient database, Pace pace, BackboneSource backbones, Function<String, Preset> presets) {
    this.database = database;
    this.pace = pace;
    this.backbones = backbones;
    this.presets = presets;
  }

  /**
   * What learning tasks takes with each of some presets; it may take seconds to find out for the
   * first time. A preset of which nothing is known is missing; all are without a backbone.
   *
   * @param images training images of each task
   */
  @PreAuthorize("hasRole('VIEWER')")
  public Map<String, Estimate> estimate(
      List<Long> images, List<String> names, Adjustment adjustment) {
    Map<String, Estimate> found = new LinkedHashMap<>();
    Optional<BackboneInfo> backbone = backbone();
    if (backbone.isEmpty()) {
      return found;
    }
    for (String name : names) {
      Preset preset = presets.apply(name).on(backbone.get());
      Preset adjusted = adjustment.on(preset);
      double units =
          images.stream().mapToDouble(n -> LearnCost.units(adjusted, Math.toIntExact(n))).sum();
      OptionalDouble measured = ofJobs(name, preset);
      OptionalDouble millis = measured.isPresent() ? measured : pace.millis(preset);
      millis.ifPresent(
          m ->
              found.put(
                  name, new Estimate(Duration.ofMillis((long) (units * m)), measured.isPresent())));
    }
    return found;
  }

  private Optional<BackboneInfo> backbone() {
    try {
      return Optional.of(backbones.get().info());
    } catch (BackboneUnavailableException e) {
      return Optional.empty();
    }
  }

  /** Milliseconds of a unit in the last parts that were learned with a preset as it is. */
  private OptionalDouble ofJobs(String name, Preset preset) {
    List<Double> millis =
        database
            .sql(
                """
                select p.images, p.learn_millis from job_task p join job j on j.id = p.job_id
                where j.preset = :preset and p.learn_millis is not null
                  and j.input_size is null and j.epochs is null and j.bank_size is null
                order by p.id desc fetch first :most rows only
                """)
            .param("preset", name)
            .param("most", REMEMBERED)
            .query(
                (row, n) ->
                    row.getLong("learn_millis") / LearnCost.units(preset, row.getInt("images")))
            .list()
            .stream()
            .sorted()
            .toList();
    return millis.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(millis.get(millis.size() / 2));
  }
}
