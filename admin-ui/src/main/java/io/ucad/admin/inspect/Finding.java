package io.ucad.admin.inspect;

import io.ucad.detector.Inspection;
import io.ucad.detector.TaskDistance;
import java.util.List;

/**
 * What a version says of an image, and why.
 *
 * @param sha256 of the image
 * @param version that was asked
 * @param backbone by its name
 * @param decodeMillis how long decoding took
 * @param route how far the image is from every task, nearest first
 * @param peakThreshold map value above which a place is anomalous
 * @param matches worst patch first; empty if the image is of no known product
 */
public record Finding(
    String sha256,
    int version,
    String backbone,
    double decodeMillis,
    Inspection inspection,
    List<TaskDistance> route,
    float peakThreshold,
    List<Match> matches) {
  public Finding {
    route = List.copyOf(route);
    matches = List.copyOf(matches);
  }
}
