package io.ucad.admin.api;

import io.ucad.admin.problem.UserProblem;
import io.ucad.detector.image.RegionOfInterest;
import jakarta.validation.constraints.NotNull;

/**
 * A region of interest: the part of every image that a task is about, as shares of the image's
 * sides (0 to 1); all of it is 0, 0, 1, 1.
 */
record ApiRegion(
    @NotNull Double left, @NotNull Double top, @NotNull Double width, @NotNull Double height) {
  static ApiRegion of(RegionOfInterest region) {
    return new ApiRegion(region.left(), region.top(), region.width(), region.height());
  }

  RegionOfInterest region() {
    try {
      return new RegionOfInterest(left, top, width, height);
    } catch (IllegalArgumentException e) {
      throw new UserProblem("problem.task.region");
    }
  }
}
