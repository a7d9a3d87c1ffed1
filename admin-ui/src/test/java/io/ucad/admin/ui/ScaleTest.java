package io.ucad.admin.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import io.ucad.admin.AdminNode;
import io.ucad.admin.settings.AdminSettings;
import io.ucad.admin.settings.NodeRole;
import io.ucad.admin.testing.Crowd;
import io.ucad.admin.testing.Database;
import io.ucad.admin.testing.Nodes;
import jakarta.persistence.EntityManagerFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every screen over {@link Crowd}: how many statements it asks before it is there does not depend
 * on how much there is. With {@code -Ducad.scale=FILE} statements and times are written down.
 */
class ScaleTest {
  private static final String STATISTICS = "spring.jpa.properties.hibernate.generate_statistics";
  private static final int MOST = 16;

  @TempDir private Path folder;

  @Test
  void everyScreenAsksFewStatementsHoweverMuchThereIs() throws Exception {
    Stage.requireBrowser();
    System.setProperty(STATISTICS, "true");
    var settings =
        new AdminSettings(
            folder, Optional.of(Nodes.backbone(folder).toString()), true, NodeRole.UI);
    String address = Database.POSTGRESQL.address(folder);
    try (AdminNode node = AdminNode.start(settings, Optional.of(address), "127.0.0.1", 0)) {
      Crowd.fill(node);
      try (var browser = new Browser("http://127.0.0.1:" + node.port().orElseThrow())) {
        look(node, browser);
      }
    } finally {
      System.clearProperty(STATISTICS);
    }
  }

  private static void look(AdminNode node, Browser browser) throws Exception {
    Page page = browser.somebody(1280, "en-US", ColorScheme.LIGHT);
    // Pictures are asked for one by one, once in a browser's life.
    page.route("**/media/**", Route::abort);
    page.navigate("/login");
    Browser.becomeAdmin(page, node.firstPassword().orElseThrow());
    Map<String, String> screens = new LinkedHashMap<>();
    screens.put("/", ".tile");
    screens.put("/tasks", ".card");
    screens.put("/tasks/product-7", ".image");
    screens.put("/learn", ".line");
    screens.put("/learn/" + Crowd.JOBS, ".log-line");
    screens.put("/versions", ".lineage .line");
    screens.put("/versions/1", ".table");
    screens.put("/access", ".line");
    screens.put("/audit", ".change");
    Statistics statistics =
        node.get(EntityManagerFactory.class).unwrap(SessionFactory.class).getStatistics();
    List<String> table = new ArrayList<>();
    for (Map.Entry<String, String> screen : screens.entrySet()) {
      // Once for the classes and plans that only the first look loads.
      for (int time = 0; time < 2; time++) {
        page.navigate("about:blank");
        statistics.clear();
        page.navigate(screen.getKey());
        page.locator(screen.getValue()).first().waitFor();
      }
      long statements = statistics.getPrepareStatementCount();
      double spent =
          ((Number)
                  page.evaluate(
                      "() => performance.getEntriesByType('resource').filter(e =>"
                          + " e.name.includes('v-r=')).reduce((s, e) => s + e.duration, 0)"))
              .doubleValue();
      assertThat(statements).as("statements of %s", screen.getKey()).isLessThanOrEqualTo(MOST);
      table.add("| `%s` | %d | %.0f |".formatted(screen.getKey(), statements, spent));
    }
    String file = System.getProperty("ucad.scale");
    if (file != null) {
      Files.write(Path.of(file), table);
    }
  }
}
