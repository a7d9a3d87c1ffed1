package io.ucad.admin.job;

import java.time.Duration;

/**
 * What learning will take.
 *
 * @param fromJobs whether earlier jobs with the same preset say so; else passes of the backbone
 *     that were timed on this machine
 */
public record Estimate(Duration time, boolean fromJobs) {}
