package io.ucad.cli;

import com.google.gson.JsonObject;
import io.ucad.endpoint.access.Scope;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ucad token create}. */
@Command(
    name = "create",
    description = "Makes a token and prints it. It is shown this once and kept nowhere.",
    footer = {
      "",
      "Example:",
      "  ucad token create --name line-4 --scope predict --expires 90d --file tokens.json"
    })
final class TokenCreateCommand implements Callable<Integer> {
  private static final Pattern PERIOD = Pattern.compile("([1-9][0-9]{0,4})([hd])");
  private static final int HOURS_OF_A_DAY = 24;

  @Mixin private TokenFileOption file = new TokenFileOption();
  @Mixin private Answers answers = new Answers();

  @Option(
      names = "--name",
      required = true,
      paramLabel = "NAME",
      description = "By which you will know it.")
  private String name = "";

  @Option(
      names = "--scope",
      required = true,
      split = ",",
      paramLabel = "predict|metrics|admin",
      description =
          "What it is good for: predict (send images), metrics (read figures), admin (load versions)."
              + " Several with commas.")
  private List<Scope> scopes = List.of();

  @Option(
      names = "--expires",
      paramLabel = "90d",
      description = "Good for so many days (d) or hours (h); default: until it is revoked.")
  private @Nullable String expires;

  @Override
  public Integer call() {
    String token =
        file.tokens()
            .create(name, EnumSet.copyOf(scopes), Optional.ofNullable(expires).map(this::period));
    var json = new JsonObject();
    json.addProperty("name", name);
    json.addProperty("token", token);
    answers.print(token, json);
    return 0;
  }

  private Duration period(String text) {
    Matcher matcher = PERIOD.matcher(text);
    if (!matcher.matches()) {
      throw new CommandException(
          "expected --expires such as 90d or 12h, found '%s'".formatted(text));
    }
    int count = Integer.parseInt(matcher.group(1));
    return Duration.ofHours((long) count * (matcher.group(2).equals("d") ? HOURS_OF_A_DAY : 1));
  }
}
