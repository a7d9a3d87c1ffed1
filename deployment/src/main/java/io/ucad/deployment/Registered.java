package io.ucad.deployment;

/**
 * One line of a server's list of models, as the server wrote it.
 *
 * @param version empty when it was registered without one
 * @param status for example {@code READY}, {@code PENDING} or {@code FAILED}
 */
public record Registered(String model, String version, String url, String status) {}
