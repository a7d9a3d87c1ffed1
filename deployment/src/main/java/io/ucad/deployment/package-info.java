/**
 * Brings a version to a DJL Serving node and takes it away again. The package hides the management
 * API and the order of steps in which a failure of any of them leaves the old version serving.
 *
 * <p>Start at {@link io.ucad.deployment.Deployer}. Answers of a server are bounded before they are
 * parsed, redirects are not followed, and every call has a time limit.
 */
@NullMarked
package io.ucad.deployment;

import org.jspecify.annotations.NullMarked;
