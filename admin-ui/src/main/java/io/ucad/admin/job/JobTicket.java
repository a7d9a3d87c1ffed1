package io.ucad.admin.job;

/** What the scheduler carries of a job, as JSON. */
record JobTicket(long job) {}
