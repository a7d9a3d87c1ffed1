package io.ucad.admin;

import io.ucad.admin.access.FirstUser;
import io.ucad.admin.access.OidcSettings;
import io.ucad.admin.access.Role;
import io.ucad.admin.demo.Demo;
import io.ucad.admin.demo.DemoException;
import io.ucad.admin.demo.DemoTeller;
import io.ucad.admin.endpoint.EmbeddedEndpoint;
import io.ucad.admin.settings.AdminSettings;
import io.ucad.admin.settings.NodeRole;
import io.ucad.detector.backbone.BackboneResolver;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ucad up}. */
@Command(
    name = "ucad up",
    mixinStandardHelpOptions = true,
    description = {
      "Starts the admin web app: register products, learn them, watch versions. On the same port"
          + " the",
      "inference endpoint answers, once there is a version.",
      "The first start prints a password that is asked for once and must then be changed."
    },
    footer = {
      "",
      "Examples:",
      "  ucad up --demo --workspace demo",
      "  ucad up --backbone vit.safetensors"
    })
public final class Up implements Callable<Integer> {
  @Option(
      names = {"--workspace", "--store"},
      paramLabel = "DIR",
      defaultValue = "data",
      description = "Database, images and model store (default: ${DEFAULT-VALUE}).")
  private Path workspace = Path.of("");

  @Option(names = "--port", defaultValue = "8080", description = "Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      description =
          "Address to listen on (default: ${DEFAULT-VALUE}, this machine only; 0.0.0.0 for the"
              + " network, behind a proxy that speaks TLS).")
  private String host = "";

  @Option(
      names = "--db",
      paramLabel = "URL",
      description =
          "Database, such as jdbc:postgresql://host/ucad?user=ucad (default: a file in the"
              + " workspace). A password is best given as the environment variable"
              + " SPRING_DATASOURCE_PASSWORD.")
  private @Nullable String database;

  @Option(
      names = "--role",
      defaultValue = "all",
      description = "ui, worker or all (default: ${DEFAULT-VALUE}).")
  private NodeRole role = NodeRole.ALL;

  @Option(
      names = "--backbone",
      paramLabel = "FILE|NAME",
      description =
          "The frozen ViT: a safetensors file with timm names, or a name such as vit-b16-in21k,"
              + " which is downloaded once (default: what the model was learned with; for a new"
              + " model, vit-b16-in21k if it is in the cache or can be downloaded, else"
              + " ucad-builtin-1, which ships with the program).")
  private @Nullable String backbone;

  @Option(names = "--offline", description = "Download nothing.")
  private boolean offline;

  @Option(
      names = "--trusted-proxy",
      paramLabel = "ADDRESS",
      description =
          "Address of a proxy, or a range such as 10.0.0.0/24, whose X-Forwarded-For and"
              + " X-Forwarded-Proto are believed (may be repeated; default: nobody's).")
  private List<String> proxies = List.of();

  @Option(
      names = "--oidc-issuer",
      paramLabel = "URL",
      description =
          "OpenID provider where people may log in too. Needs --oidc-client, --oidc-role and the"
              + " environment variable UCAD_OIDC_SECRET.")
  private @Nullable URI oidcIssuer;

  @Option(names = "--oidc-client", paramLabel = "ID", description = "Our name at the provider.")
  private String oidcClient = "";

  @Option(
      names = "--oidc-claim",
      paramLabel = "CLAIM",
      defaultValue = "groups",
      description =
          "Where a person's groups are, such as realm_access.roles (default: ${DEFAULT-VALUE}).")
  private String oidcClaim = "";

  @Option(
      names = "--oidc-role",
      paramLabel = "GROUP=ROLE",
      description =
          "What a group may do: viewer, operator or admin (may be repeated). Who is in none of the"
              + " groups is not let in.")
  private Map<String, Role> oidcRoles = Map.of();

  @Option(
      names = "--demo",
      description = {
        "Fill an empty workspace with generated products and learn them while you watch; downloads",
        "nothing unless --backbone is given. Started again, it goes on where it was."
      })
  private boolean demo;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Runs until it is interrupted. */
  public static void main(String[] arguments) {
    int code =
        new CommandLine(new Up())
            .setUsageHelpWidth(100)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute(arguments);
    System.exit(code);
  }

  @Override
  public Integer call() throws InterruptedException {
    if (role != NodeRole.ALL && database == null) {
      throw new ParameterException(
          spec.commandLine(),
          "expected --db with --role "
              + role.name().toLowerCase(java.util.Locale.ROOT)
              + ": several processes need a database that they share, such as PostgreSQL");
    }
    if (backbone != null
        && BackboneResolver.isPath(backbone)
        && !Files.isRegularFile(Path.of(backbone))) {
      throw new ParameterException(
          spec.commandLine(), "expected a backbone file at " + backbone + ", found none");
    }
    if (demo && !role.serves()) {
      throw new ParameterException(
          spec.commandLine(), "expected --demo with screens to watch it on, found --role worker");
    }
    if (role.serves()) {
      EmbeddedEndpoint.layOut();
    }
    var settings =
        new AdminSettings(
            workspace, Optional.ofNullable(backbone), offline || (demo && backbone == null), role);
    AdminNode node = AdminNode.start(settings, Optional.ofNullable(database), host, port, front());
    Optional<String> address = node.port().map(p -> "http://" + shown(host) + ":" + p);
    if (demo) {
      try {
        node.get(Demo.class).begin();
      } catch (DemoException e) {
        spec.commandLine().getErr().println("ucad: " + e.getMessage());
        node.close();
        return 1;
      }
    }
    address.ifPresent(at -> welcome(node, at));
    if (demo) {
      tell(node, address.orElseThrow());
    }
    // Spring ends the node in order when the process is asked to end.
    new CountDownLatch(1).await();
    return 0;
  }

  private void welcome(AdminNode node, String address) {
    PrintWriter out = spec.commandLine().getOut();
    out.println("UCAD is at " + address);
    node.firstPassword()
        .ifPresent(
            password ->
                out.println(
                    "Log in as %s with the password %s (it is asked for once and then changed)"
                        .formatted(FirstUser.NAME, password)));
    out.println(
        "Images go to %s/predictions/ucad, %s"
            .formatted(
                address,
                node.get(EmbeddedEndpoint.class).asksForTokens()
                    ? "with a token from " + address + "/access"
                    : "from this machine without a token"));
    out.flush();
  }

  private void tell(AdminNode node, String address) {
    Instant start = Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
    node.get(Demo.class)
        .run(
            new DemoTeller(
                spec.commandLine().getOut(),
                address,
                node.get(EmbeddedEndpoint.class).asksForTokens(),
                () -> Duration.between(start, Instant.now())));
  }

  /** The provider's secret is in no argument, which every user of the machine could read. */
  private Front front() {
    try {
      return new Front(
          Optional.ofNullable(oidcIssuer)
              .map(
                  issuer ->
                      new OidcSettings(
                          issuer,
                          oidcClient,
                          Objects.requireNonNullElse(System.getenv("UCAD_OIDC_SECRET"), ""),
                          oidcClaim,
                          oidcRoles)),
          proxies);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(),
          "--oidc-issuer, --oidc-client, --oidc-role, UCAD_OIDC_SECRET: " + e.getMessage());
    }
  }

  private static String shown(String host) {
    return host.equals("0.0.0.0") ? "localhost" : host;
  }
}
