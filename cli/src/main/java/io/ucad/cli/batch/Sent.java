package io.ucad.cli.batch;

/**
 * An image to be inspected, or why it could not be read.
 *
 * @param name what the answer calls it
 * @param bytes the file; empty if it could not be read
 * @param unreadable why not; empty if it could
 */
@SuppressWarnings("ArrayRecordComponent") // a payload, never compared
record Sent(String name, byte[] bytes, String unreadable) {}
