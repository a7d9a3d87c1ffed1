/** What the tests of all modules share: the shared folder, and small networks made up by seed. */
@NullMarked
package io.ucad.detector.testing;

import org.jspecify.annotations.NullMarked;
