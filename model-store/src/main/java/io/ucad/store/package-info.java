/**
 * Immutable memory versions on a file system. The package hides how a version becomes visible
 * (staged, fsynced, renamed), how readers notice any changed byte, how several processes share one
 * directory, and what is kept when old versions are collected. It knows nothing of tensors: a
 * task's file is bytes with a SHA-256.
 *
 * <p>Start at {@link io.ucad.store.ModelStore}. The layout on disk is described in {@code
 * docs/formats/store-v1.md}.
 */
@NullMarked
package io.ucad.store;

import org.jspecify.annotations.NullMarked;
