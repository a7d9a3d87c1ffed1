package io.ucad.admin.webhook;

import io.ucad.admin.AdminApplication;
import io.ucad.admin.alarm.AlarmKind;
import io.ucad.admin.alarm.Alarms;
import io.ucad.admin.settings.AdminSettings;
import io.ucad.admin.settings.NodeRole;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.support.GenericApplicationContext;

/** A process that raises an alarm and is gone the moment after it is committed. */
final class DyingChild {
  private DyingChild() {}

  /** Arguments: workspace, JDBC address, task. */
  public static void main(String[] arguments) {
    var settings =
        new AdminSettings(Path.of(arguments[0]), Optional.empty(), true, NodeRole.WORKER);
    var context =
        new SpringApplicationBuilder(AdminApplication.class)
            .web(WebApplicationType.NONE)
            .initializers(
                (GenericApplicationContext beans) ->
                    beans.registerBean(AdminSettings.class, () -> settings))
            .profiles("worker", "postgresql")
            .properties(
                Map.of(
                    "spring.datasource.url", arguments[1], "spring.main.lazy-initialization", true))
            .run();
    context.getBean(Alarms.class).raise(AlarmKind.DRIFT, arguments[2], "");
    Runtime.getRuntime().halt(137);
  }
}
