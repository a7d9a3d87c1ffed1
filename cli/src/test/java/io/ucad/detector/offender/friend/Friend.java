package io.ucad.detector.offender.friend;

import io.ucad.detector.offender.Offender;

/** Depends on who depends on it. */
public record Friend(Offender offender) {}
