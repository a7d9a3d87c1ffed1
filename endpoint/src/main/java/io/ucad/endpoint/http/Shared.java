package io.ucad.endpoint.http;

import io.ucad.endpoint.batch.ByteBudget;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What all exchanges have in common.
 *
 * @param running exchanges that have not ended
 * @param replies where late answers are put into words
 */
record Shared(
    RouteTable routes,
    Gate gate,
    HttpLimits limits,
    ByteBudget budget,
    PaceWatch watch,
    AtomicInteger running,
    Connections connections,
    Executor replies,
    HttpListener listener) {}
