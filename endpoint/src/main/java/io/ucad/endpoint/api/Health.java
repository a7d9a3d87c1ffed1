package io.ucad.endpoint.api;

import com.google.gson.JsonObject;
import io.ucad.endpoint.http.Action;
import io.ucad.endpoint.http.Reply;
import io.ucad.endpoint.model.ModelHost;

/** Whether it lives, and whether it answers. */
final class Health {
  private final ModelHost host;

  Health(ModelHost host) {
    this.host = host;
  }

  /** {@code GET /ping}, as DJL Serving has it. */
  Action ping() {
    return Action.now(
        request -> {
          requireReady();
          var json = new JsonObject();
          json.addProperty("status", "Healthy");
          return Reply.json(200, json);
        });
  }

  Action live() {
    return Action.now(request -> said("live"));
  }

  Action ready() {
    return Action.now(
        request -> {
          requireReady();
          return said("ready");
        });
  }

  private void requireReady() {
    if (host.current().isEmpty()) {
      throw Inference.notReady();
    }
  }

  private static Reply said(String what) {
    var json = new JsonObject();
    json.addProperty(what, true);
    return Reply.json(200, json);
  }
}
