package io.ucad.trainer.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class GeometryTest {
  @Test
  void aPoseTakesAPlaceToThePartAndBack() {
    Pose pose = Pose.at(0.3, -0.2, 0.7, 1.4);
    double x = pose.x(0.5, 0.1);
    double y = pose.y(0.5, 0.1);
    assertThat(pose.u(x, y)).isCloseTo(0.5, within(1e-12));
    assertThat(pose.v(x, y)).isCloseTo(0.1, within(1e-12));
    assertThat(pose.x(0.3, -0.2)).isCloseTo(0, within(1e-12));
    assertThat(pose.angle()).isCloseTo(0.7, within(1e-12));
    assertThat(pose.unit()).isCloseTo(1 / 1.4, within(1e-12));
  }

  @Test
  void posesChain() {
    Pose outer = Pose.at(0.3, -0.2, 0.7, 1.4);
    Pose inner = Pose.at(0.1, 0.4, -0.3, 0.5);
    Pose both = outer.then(inner);
    double x = outer.x(0.6, 0.2);
    double y = outer.y(0.6, 0.2);
    assertThat(both.x(0.6, 0.2)).isCloseTo(inner.x(x, y), within(1e-12));
    assertThat(both.y(0.6, 0.2)).isCloseTo(inner.y(x, y), within(1e-12));
  }

  @Test
  void shapesMeasureSignedDistance() {
    assertThat(Shape.circle(1, 0, 0.5).distance(1, 0.2)).isCloseTo(-0.3, within(1e-12));
    assertThat(Shape.box(0, 0, 1, 2, 0.1).distance(1.5, 0)).isCloseTo(0.5, within(1e-12));
    assertThat(Shape.stroke(0, 0, 1, 0, 0.1).distance(0.5, 0.3)).isCloseTo(0.2, within(1e-12));
    Shape ring = Shape.circle(0, 0, 1).minus(Shape.circle(0, 0, 0.5));
    assertThat(ring.distance(0, 0)).isPositive();
    assertThat(ring.distance(0.7, 0)).isNegative();
  }

  @Test
  void aChildStreamDoesNotDependOnWhatItsParentDrew() {
    RandomStream fresh = RandomStream.of(5, "a");
    RandomStream used = RandomStream.of(5, "a");
    double unused = used.between(0, 1) + used.gaussian();
    assertThat(unused).isNotNaN();
    assertThat(used.child("b").between(0, 1)).isEqualTo(fresh.child("b").between(0, 1));
    assertThat(fresh.child("c").between(0, 1)).isNotEqualTo(fresh.child("b").between(0, 1));
    // Names are delimited: the path (ab, c) is not (a, bc).
    assertThat(RandomStream.of(5, "ab", "c").between(0, 1))
        .isNotEqualTo(RandomStream.of(5, "a", "bc").between(0, 1));
  }

  @Test
  void smallIslandsSinkAndLargeOnesStay() {
    boolean[] mask = new boolean[36];
    mask[0] = true;
    for (int pixel : new int[] {14, 21, 28, 29, 35}) {
      mask[pixel] = true;
    }
    Islands.drop(mask, 6, 5);
    assertThat(mask[0]).isFalse();
    assertThat(mask[14]).isTrue();
    assertThat(mask[35]).isTrue();
  }
}
