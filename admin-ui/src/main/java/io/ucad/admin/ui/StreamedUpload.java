package io.ucad.admin.ui;

import com.vaadin.flow.server.streams.UploadEvent;
import com.vaadin.flow.server.streams.UploadHandler;
import java.io.IOException;

/** Streams the request of an upload instead of keeping it in memory or in a file. */
final class StreamedUpload implements UploadHandler {
  private static final long serialVersionUID = 1;

  private final long longest;
  private final transient Receiver receiver;

  /**
   * @param longest request, bytes
   * @param receiver runs in the thread of the request
   */
  StreamedUpload(long longest, Receiver receiver) {
    this.longest = longest;
    this.receiver = receiver;
  }

  @Override
  public void handleUploadRequest(UploadEvent event) throws IOException {
    receiver.receive(event);
  }

  @Override
  public long getRequestSizeMax() {
    return longest;
  }

  @Override
  public long getFileSizeMax() {
    return longest;
  }

  interface Receiver {
    void receive(UploadEvent event) throws IOException;
  }
}
