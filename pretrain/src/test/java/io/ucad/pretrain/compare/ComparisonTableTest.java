package io.ucad.pretrain.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucad.pretrain.compare.BackboneScore.ProductScore;
import io.ucad.pretrain.compare.BackboneScore.Run;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTableTest {
  @Test
  void aRowHoldsMeansOverSeedsAndTheirSpread() {
    var row = new BackboneScore("vit", List.of(run(1, 0.5, 0.9), run(2, 0.7, 1.0)));

    assertThat(ComparisonTable.markdown(List.of("cap", "bolt"), List.of(row)))
        .isEqualTo(
            """
            | backbone | cap | bolt | mean image AUROC | mean pixel AP |
            |---|---|---|---|---|
            | vit | 0.600 | 0.950 | 0.775 (0.700 to 0.850) | 0.300 |
            """);
  }

  private static Run run(long seed, double cap, double bolt) {
    return new Run(
        seed,
        "00",
        List.of(new ProductScore("cap", cap, 0.2, 1), new ProductScore("bolt", bolt, 0.4, 1)));
  }
}
