package io.ucad.admin.endpoint;

import java.time.Duration;
import java.util.Optional;

/**
 * What the endpoint did since this process began.
 *
 * @param answered images that got an answer
 * @param failed images that were refused or failed
 * @param perSecond answers a second over the last minute
 * @param mean time of an answer, from the first byte of the request to the last one sent; empty
 *     while there was none
 * @param most a time within which 95 % of the answers were given; empty while there was none, or if
 *     it is beyond what is counted
 */
public record EndpointFigures(
    long answered,
    long failed,
    double perSecond,
    Optional<Duration> mean,
    Optional<Duration> most) {}
