package io.ucad.deployment;

import java.util.regex.Pattern;

/** A model of a server and its version, both fit for a path: {@code ucad/v7}. */
public record ModelVersion(String model, String version) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,126}");

  public ModelVersion {
    check("the name of a model", model);
    check("a version", version);
  }

  private static void check(String what, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new DeploymentException.Invalid(what, NAME.pattern(), Printable.of(name));
    }
  }

  @Override
  public String toString() {
    return model + "/" + version;
  }
}
