/**
 * Versions at work: nodes of DJL Serving and the endpoint in this process, what they serve, and
 * putting another version there. Hides how each kind of node is asked.
 */
@NullMarked
package io.ucad.admin.deploy;

import org.jspecify.annotations.NullMarked;
