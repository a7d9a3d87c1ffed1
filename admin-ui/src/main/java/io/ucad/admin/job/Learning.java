package io.ucad.admin.job;

/**
 * A job that was asked for.
 *
 * @param fresh whether this request made it; otherwise an earlier one of the same key did
 */
public record Learning(long job, boolean fresh) {}
