package io.ucad.admin.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Keeps screens fresh: asks again every so often and pushes what changed. It asks the database, so
 * that it does not matter which node does the work.
 */
@org.springframework.stereotype.Component
public class Ticker {
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            var thread = new Thread(work, "ucad-ticker");
            thread.setDaemon(true);
            return thread;
          });

  /** Repeats something as long as a component is on a screen. */
  void every(Duration pause, Component component, Runnable refresh) {
    component.addAttachListener(
        attached -> {
          UI ui = attached.getUI();
          ScheduledFuture<?> ticking =
              clock.scheduleWithFixedDelay(
                  () -> tick(ui, component, refresh),
                  pause.toMillis(),
                  pause.toMillis(),
                  TimeUnit.MILLISECONDS);
          component.addDetachListener(
              detached -> {
                ticking.cancel(false);
                detached.unregisterListener();
              });
        });
  }

  private static void tick(UI ui, Component component, Runnable refresh) {
    try {
      Future<?> unused =
          ui.access(
              () -> {
                if (component.isAttached()) {
                  refresh.run();
                }
              });
    } catch (UIDetachedException e) {
      // The screen was closed between the tick and now; its detach ends the ticking.
      return;
    }
  }

  @PreDestroy
  void close() {
    clock.shutdownNow();
  }
}
