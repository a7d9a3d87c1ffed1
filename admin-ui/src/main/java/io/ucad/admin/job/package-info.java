/** Learning as jobs: a queue, one worker at a time for each job, progress, cancel, resume. */
@NullMarked
package io.ucad.admin.job;

import org.jspecify.annotations.NullMarked;
