package io.ucad.admin.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import jakarta.annotation.PreDestroy;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.security.concurrent.DelegatingSecurityContextRunnable;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.stereotype.Component;

/** Does what takes longer than a click may, as whoever clicked, and pushes what comes of it. */
@Component
@ConditionalOnWebApplication
public class Background {
  private static final int THREADS = 4;

  private final SecurityContextHolderStrategy security;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          THREADS,
          work -> {
            var thread = new Thread(work, "ucad-background");
            thread.setDaemon(true);
            return thread;
          });

  Background(SecurityContextHolderStrategy security) {
    this.security = security;
  }

  /**
   * Starts work and returns. What it gives, or what it throws, comes back in the thread of the
   * screen unless that was closed meanwhile.
   */
  <T> void run(Supplier<T> work, Consumer<T> done, Consumer<RuntimeException> failed) {
    UI ui = UI.getCurrent();
    var task =
        new DelegatingSecurityContextRunnable(
            () -> {
              try {
                T result = work.get();
                show(ui, () -> done.accept(result));
              } catch (RuntimeException e) {
                show(ui, () -> failed.accept(e));
              }
            },
            security.getContext());
    task.setSecurityContextHolderStrategy(security);
    threads.execute(task);
  }

  private static void show(UI ui, Runnable change) {
    try {
      Future<?> unused = ui.access(change::run);
    } catch (UIDetachedException e) {
      return; // nobody looks any more
    }
  }

  @PreDestroy
  void close() {
    threads.shutdownNow();
  }
}
