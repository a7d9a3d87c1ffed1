package io.ucad.cli.report;

import io.ucad.trainer.evaluate.ImageResult;

/**
 * One image of the gallery.
 *
 * @param result what was said of it
 * @param right whether that was right
 * @param image JPEG thumbnail, the edge of the marked defect drawn in
 * @param heat the same under its anomaly map; empty when no product was recognised
 */
@SuppressWarnings("ArrayRecordComponent") // pictures, never compared
record Shot(ImageResult result, boolean right, byte[] image, byte[] heat) {}
