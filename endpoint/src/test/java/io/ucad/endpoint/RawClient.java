package io.ucad.endpoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that sends whatever it likes, at its own pace. */
final class RawClient implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 60_000;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  RawClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    in = socket.getInputStream();
    out = socket.getOutputStream();
  }

  RawClient send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  RawClient send(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
    return this;
  }

  /** The head of a prediction with a body of so many bytes. */
  RawClient head(long length) throws IOException {
    return send(
        "POST /predictions/ucad HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/jpeg\r\nContent-Length: "
            + length
            + "\r\n\r\n");
  }

  /** The status line, or an empty string if the connection was closed without one. */
  String status() throws IOException {
    return line();
  }

  /** Status line, headers and body, up to where the server closes the connection. */
  String rest() throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  /** One answer of a connection that stays open: its head and its body. */
  String answer() throws IOException {
    var text = new StringBuilder();
    int length = 0;
    for (String line = line(); !line.isEmpty(); line = line()) {
      text.append(line).append('\n');
      if (line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length: ")) {
        length = Integer.parseInt(line.substring(16).strip());
      }
    }
    return text.append(new String(in.readNBytes(length), StandardCharsets.ISO_8859_1)).toString();
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
