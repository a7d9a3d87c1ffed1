package io.ucad.admin.version;

import java.time.Instant;

/**
 * That an alias was moved.
 *
 * @param target the alias
 * @param back whether it went to an older version
 */
public record DeploymentRow(int version, String target, boolean back, String actor, Instant at) {}
