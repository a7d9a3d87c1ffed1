package io.ucad.endpoint.batch;

import java.time.Duration;

/** Is told what the workers do, on their threads: it must not block. */
public interface BatchListener {
  /** Hears nothing. */
  BatchListener NONE =
      new BatchListener() {
        @Override
        public void waited(Duration time) {}

        @Override
        public void answered(int size, Duration time) {}

        @Override
        public void failed(Throwable cause) {}
      };

  /** A request waited this long for its turn. */
  void waited(Duration time);

  /** A batch was answered. */
  void answered(int size, Duration time);

  /** A batch failed by a fault of ours; its requests are tried again one by one. */
  void failed(Throwable cause);
}
