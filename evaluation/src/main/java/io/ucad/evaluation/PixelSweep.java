package io.ucad.evaluation;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.LongConsumer;

/** One descending pass over ranked pixels that feeds every pixel metric. */
final class PixelSweep implements LongConsumer {
  private final ClassCounts totals;
  private final RegionAreas regions;
  private final double auproLimit;
  private final Auroc.Accumulator auroc;
  private final AveragePrecision.Accumulator averagePrecision;
  private final F1Max.Accumulator f1Max;
  private final Aupro aupro;
  private final CurveSampler curve;
  private final CompensatedSum overlap = new CompensatedSum();

  private int rank;
  private long defective;
  private long normal;

  PixelSweep(ClassCounts totals, RegionAreas regions, PixelOptions options) {
    this.totals = totals;
    this.regions = regions;
    this.auproLimit = options.auproLimit();
    this.auroc = new Auroc.Accumulator(totals);
    this.averagePrecision = new AveragePrecision.Accumulator(totals);
    this.f1Max = new F1Max.Accumulator(totals);
    this.aupro = new Aupro(auproLimit, totals.normal());
    this.curve = new CurveSampler(totals, options.curvePoints());
  }

  @Override
  public void accept(long key) {
    int next = PixelKey.rank(key);
    if (next != rank) {
      endOfThreshold();
      rank = next;
    }
    int region = PixelKey.region(key);
    if (region == 0) {
      normal++;
    } else {
      defective++;
      overlap.add(1.0 / regions.area(region));
    }
  }

  private void endOfThreshold() {
    if (defective + normal == 0) {
      return;
    }
    double threshold = PixelKey.score(rank);
    auroc.visit(threshold, defective, normal);
    averagePrecision.visit(threshold, defective, normal);
    f1Max.visit(threshold, defective, normal);
    double meanOverlap = Math.min(1.0, overlap.value() / Math.max(1, regions.count()));
    aupro.visit(normal, meanOverlap);
    curve.visit(threshold, defective, normal, meanOverlap);
    defective = 0;
    normal = 0;
  }

  PixelReport report() {
    endOfThreshold();
    List<OperatingPoint> points = curve.points();
    return new PixelReport(
        averagePrecision.value(),
        auroc.value(),
        totals.bothPresent() ? aupro.value() : OptionalDouble.empty(),
        auproLimit,
        f1Max.value(),
        totals.defective(),
        totals.normal(),
        regions.count(),
        points);
  }
}
