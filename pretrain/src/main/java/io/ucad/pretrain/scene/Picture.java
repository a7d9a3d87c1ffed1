package io.ucad.pretrain.scene;

/** A picture that is being drawn: planar RGB, about 0 to 1, and the part that each pixel shows. */
final class Picture {
  final int size;
  final float[] rgb;
  final int[] part;

  Picture(int size) {
    this.size = size;
    this.rgb = new float[3 * size * size];
    this.part = new int[size * size];
  }

  int pixels() {
    return size * size;
  }
}
