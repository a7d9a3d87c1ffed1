package io.ucad.detector.offender;

import io.ucad.detector.offender.friend.Friend;
import io.ucad.store.VersionId;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.net.URI;
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

  Object deserialises(InputStream in) throws IOException, ClassNotFoundException {
    return new ObjectInputStream(in).readObject();
  }
}
