package io.ucad.detector.scoring;

/**
 * Scores of one image.
 *
 * @param distance of every token to its nearest bank vector, row by row over the token grid
 * @param nearest index of that bank vector
 * @param imageScore the largest distance, re-weighted if the task asks for it
 */
@SuppressWarnings("ArrayRecordComponent") // numeric payload, never compared
public record PatchScores(float[] distance, int[] nearest, float imageScore) {}
