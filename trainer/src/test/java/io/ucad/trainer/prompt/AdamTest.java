package io.ucad.trainer.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AdamTest {
  @Test
  void theFirstStepIsTheLearningRateWhateverTheGradient() {
    float[] values = {1, 1, 1};
    new Adam(0.01, 3).update(values, new float[] {1000, -0.001f, 0});
    assertThat(values[0]).isCloseTo(0.99f, within(1e-5f));
    assertThat(values[1]).isCloseTo(1.01f, within(1e-5f));
    assertThat(values[2]).isEqualTo(1);
  }

  @Test
  void followsThePublishedRecurrence() {
    float[] gradients = {0.5f, -0.2f, 0.9f, 0.1f, -0.7f};
    float[] values = {2};
    var adam = new Adam(0.1, 1);
    double m = 0;
    double v = 0;
    double expected = 2;
    for (int t = 1; t <= gradients.length; t++) {
      double g = gradients[t - 1];
      m = 0.9 * m + 0.1 * g;
      v = 0.999 * v + 0.001 * g * g;
      expected -=
          0.1 * (m / (1 - Math.pow(0.9, t))) / (Math.sqrt(v / (1 - Math.pow(0.999, t))) + 1e-8);
      adam.update(values, new float[] {gradients[t - 1]});
      assertThat((double) values[0]).isCloseTo(expected, within(1e-5));
    }
    assertThat(adam.step()).isEqualTo(5);
  }

  @Test
  void aCopyGoesOnAsTheOriginalWould() {
    float[] first = {1, 2};
    var adam = new Adam(0.1, 2);
    adam.update(first, new float[] {1, -1});
    float[] second = first.clone();
    Adam copy = adam.copy();
    adam.update(first, new float[] {0.3f, 0.4f});
    copy.update(second, new float[] {0.3f, 0.4f});
    assertThat(second).isEqualTo(first);
  }
}
