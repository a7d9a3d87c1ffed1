/**
 * The wire form of an answer, the same from every program that gives one: the inference contract.
 * Hides how an inspection becomes JSON.
 */
@NullMarked
package io.ucad.detector.answer;

import org.jspecify.annotations.NullMarked;
