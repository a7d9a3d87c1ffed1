package io.ucad.deployment;

import org.jspecify.annotations.Nullable;

/** Why a deployment did not happen. Every message says what the state of the server is now. */
public abstract sealed class DeploymentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;

  private DeploymentException(String code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** A stable code for machines, for example {@code DEPLOYMENT_REFUSED}. */
  public final String code() {
    return code;
  }

  /** The address, the package or the images cannot be meant. Nothing was sent. */
  public static final class Invalid extends DeploymentException {
    private static final long serialVersionUID = 1L;

    public Invalid(String what, String expected, String found) {
      super("DEPLOYMENT_INVALID", what + ": expected " + expected + ", found " + found, null);
    }
  }

  /** No answer in time, or no connection. */
  public static final class Unreachable extends DeploymentException {
    private static final long serialVersionUID = 1L;

    public Unreachable(String call, Throwable cause) {
      super(
          "DEPLOYMENT_UNREACHABLE",
          call
              + ": expected an answer, found "
              + cause
              + ". Is the server up, and the port that of its management?",
          cause);
    }
  }

  /** What answered is not DJL Serving, or is broken. */
  public static final class BadAnswer extends DeploymentException {
    private static final long serialVersionUID = 1L;

    public BadAnswer(String call, String expected, String found) {
      super("DEPLOYMENT_BAD_ANSWER", call + ": expected " + expected + ", found " + found, null);
    }
  }

  /** The server said no. */
  public static final class Refused extends DeploymentException {
    private static final long serialVersionUID = 1L;
    private final int status;

    /** {@code status} is that of HTTP. */
    public Refused(String call, int status, String reason) {
      super("DEPLOYMENT_REFUSED", call + ": the server answered " + status + ", " + reason, null);
      this.status = status;
    }

    /** The status of HTTP. */
    public int status() {
      return status;
    }
  }

  /** The version is on the server already. */
  public static final class AlreadyDeployed extends DeploymentException {
    private static final long serialVersionUID = 1L;

    public AlreadyDeployed(String version, String status) {
      super(
          "DEPLOYMENT_ALREADY_THERE",
          version
              + " is on the server already, "
              + status
              + ". If it is left over from a deployment that was cut off, remove it with 'ucad"
              + " undeploy' first",
          null);
    }
  }

  /** The version is not on the server, or is the last one. */
  public static final class NotRemoved extends DeploymentException {
    private static final long serialVersionUID = 1L;

    public NotRemoved(String message) {
      super("DEPLOYMENT_NOT_REMOVED", message, null);
    }
  }

  /** The workers did not become ready. */
  public static final class NotReady extends DeploymentException {
    private static final long serialVersionUID = 1L;

    public NotReady(String model, String expected, String found) {
      super("DEPLOYMENT_NOT_READY", model + ": expected " + expected + ", found " + found, null);
    }
  }

  /** The version answers, but not what it should. */
  public static final class WrongAnswer extends DeploymentException {
    private static final long serialVersionUID = 1L;

    public WrongAnswer(String image, String expected, String found) {
      super(
          "DEPLOYMENT_WRONG_ANSWER",
          "smoke test with " + image + ": expected " + expected + ", found " + found,
          null);
    }
  }

  /** A step failed, and so did taking back what was done before it. */
  public static final class RollbackIncomplete extends DeploymentException {
    private static final long serialVersionUID = 1L;

    /** {@code cause} is what failed first. */
    public RollbackIncomplete(String left, RuntimeException cause) {
      super(
          "DEPLOYMENT_ROLLBACK_INCOMPLETE",
          cause.getMessage()
              + ". Taking it back failed as well: "
              + left
              + " may still be registered beside the old version. Look with 'ucad deployments' and"
              + " remove it with 'ucad undeploy'",
          cause);
    }
  }

  /** The thread was interrupted. */
  public static final class Cancelled extends DeploymentException {
    private static final long serialVersionUID = 1L;

    public Cancelled(String call) {
      super("DEPLOYMENT_CANCELLED", call + ": interrupted", null);
    }
  }
}
