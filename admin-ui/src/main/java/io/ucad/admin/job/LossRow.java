package io.ucad.admin.job;

/**
 * A point of a loss curve.
 *
 * @param part of the job that was learned, see {@link JobRow.Part#id}
 * @param epoch from 1
 * @param epochs of the whole run
 * @param loss mean over the images of the epoch
 */
public record LossRow(long part, int epoch, int epochs, double loss) {}
