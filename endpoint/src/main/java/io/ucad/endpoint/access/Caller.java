package io.ucad.endpoint.access;

import java.util.Optional;

/**
 * What is known of a caller before anything it sent is believed.
 *
 * @param address of the other end of the connection
 * @param host the {@code Host} header
 * @param authorization the {@code Authorization} header
 * @param forwarded whether a proxy says that it asks for somebody else
 */
public record Caller(
    String address, Optional<String> host, Optional<String> authorization, boolean forwarded) {}
