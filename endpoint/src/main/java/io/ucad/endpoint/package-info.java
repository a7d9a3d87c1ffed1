/**
 * One command that answers over HTTP by the inference contract: embedded Tomcat, its settings, and
 * how the parts are put together. The servlet alone runs inside another program as well.
 */
@NullMarked
package io.ucad.endpoint;

import org.jspecify.annotations.NullMarked;
