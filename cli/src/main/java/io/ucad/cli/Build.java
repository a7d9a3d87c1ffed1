package io.ucad.cli;

import picocli.CommandLine.IVersionProvider;

/** Which build this is. */
final class Build implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Main.class.getPackage().getImplementationVersion();
    return new String[] {
      "ucad " + (version == null ? "(not from a jar)" : version), "Java " + Runtime.version()
    };
  }
}
