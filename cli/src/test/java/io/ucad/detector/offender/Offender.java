package io.ucad.detector.offender;

import io.ucad.detector.offender.friend.Friend;
import io.ucad.store.VersionId;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import javax.imageio.ImageIO;

/** Breaks every rule of the architecture; nothing calls it. */
public final class Offender {
  public final VersionId otherModule = new VersionId(1);
  public final Friend cycle = new Friend(this);

  Object opens(String address) throws IOException {
    try (InputStream in = URI.create(address).toURL().openStream()) {
      return ImageIO.read(in);
    }
  }

  Future<Void> waits(CountDownLatch latch) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            latch.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  Object deserialises(InputStream in) throws IOException, ClassNotFoundException {
    return new ObjectInputStream(in).readObject();
  }
}
