package io.ucad.admin.inspect;

/** An inspection that is kept, with all that was found. */
public record Kept(InspectionRow row, Finding finding) {}
