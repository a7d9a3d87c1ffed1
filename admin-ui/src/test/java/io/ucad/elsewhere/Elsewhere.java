package io.ucad.elsewhere;

/** A part of the project that the web app may not use. */
public final class Elsewhere {}
