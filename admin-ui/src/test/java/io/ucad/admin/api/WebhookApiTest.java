package io.ucad.admin.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucad.admin.AdminNode;
import io.ucad.admin.access.Role;
import io.ucad.admin.testing.Database;
import io.ucad.admin.testing.Nodes;
import io.ucad.admin.testing.People;
import io.ucad.admin.testing.Receiver;
import io.ucad.admin.testing.Rest;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Webhooks over REST. */
@Timeout(300)
class WebhookApiTest {
  private static final String PATH = "/api/v1/webhooks";

  private final AdminNode node = Nodes.on(Database.H2);
  private final Rest admin = Rest.with(node, People.token(node, Role.ADMIN));
  private final String label = "hook-" + UUID.randomUUID();

  @Test
  void aWebhookIsMadeTriedOutChangedAndRemoved() throws Exception {
    try (var receiver = new Receiver()) {
      Rest.Answer made =
          admin
              .json(
                  "POST",
                  PATH,
                  "{'label':'%s','address':'%s','events':['DRIFT','JOB_FINISHED']}"
                      .formatted(label, receiver.address("/hook")))
              .must(201);
      String secret = made.json().get("secret").asString();
      String hook = made.header("Location");
      assertThat(secret).startsWith("ucadhook_");
      assertThat(admin.get(PATH + "?size=500").must(200).text())
          .contains(label)
          .doesNotContain(secret);
      JsonNode row = admin.get(hook).must(200).json();
      assertThat(row.get("events").toString()).isEqualTo("[\"JOB_FINISHED\",\"DRIFT\"]");
      assertThat(row.get("enabled").asBoolean()).isTrue();
      assertThat(row.get("last").isNull()).isTrue();

      JsonNode sent = admin.json("POST", hook + "/test", "").must(201).json();
      assertThat(sent.get("state").asString()).isEqualTo("WAITING");
      assertThat(receiver.take().header("X-Ucad-Delivery")).isEqualTo(sent.get("id").asString());
      JsonNode list = admin.get(hook + "/deliveries").must(200).json();
      assertThat(list.get("total").asInt()).isEqualTo(1);
      assertThat(list.get("items").get(0).get("event").asString()).isEqualTo("TEST");
      String delivery = hook + "/deliveries/" + sent.get("id").asString();
      admin.json("POST", delivery + "/redeliver", "").must(200);
      assertThat(receiver.take().header("X-Ucad-Delivery")).isEqualTo(sent.get("id").asString());

      JsonNode changed = admin.json("PATCH", hook, "{'enabled':false}").must(200).json();
      assertThat(changed.get("enabled").asBoolean()).isFalse();
      assertThat(changed.get("label").asString()).isEqualTo(label);
      assertThat(admin.json("POST", hook + "/secret", "").must(200).json().get("secret").asString())
          .isNotEqualTo(secret);
      admin.delete(hook).must(204);
      assertThat(admin.get(hook).must(404).code()).isEqualTo("WEBHOOK_NONE");
      assertThat(admin.get(hook + "/deliveries").must(404).code()).isEqualTo("WEBHOOK_NONE");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'label':'x','address':'http://169.254.169.254/','events':['DRIFT']} | 422 |"
            + " WEBHOOK_NOWHERE",
        "{'label':'x','address':'http://8.8.8.8/','events':['DRIFT']} | 422 | WEBHOOK_OPEN",
        "{'label':'x','address':'ftp://10.0.0.1/','events':['DRIFT']} | 422 | WEBHOOK_ADDRESS",
        "{'label':'x','address':'http://10.0.0.1/','events':['TEST']} | 422 | WEBHOOK_EVENTS",
        "{'label':'x','address':'http://10.0.0.1/','events':[]} | 400 | REQUEST_INVALID",
        "{'label':' ','address':'http://10.0.0.1/','events':['DRIFT']} | 400 | REQUEST_INVALID",
        "{'label':'x','address':'http://10.0.0.1/','events':['NONE']} | 400 | REQUEST_BODY",
        "{'label':'x','address':'http://10.0.0.1/','events':['DRIFT'],'secret':'y'} | 400 |"
            + " REQUEST_BODY"
      })
  void mistakesAreProblemsWithAStableCode(String body, int status, String code) {
    assertThat(admin.json("POST", PATH, body).must(status).code()).isEqualTo(code);
  }

  @Test
  void onlyAdministratorsSeeThem() {
    Rest operator = Rest.with(node, People.token(node, Role.OPERATOR));
    operator.get(PATH).must(403);
    operator.json("POST", PATH, "{}").must(403);
    Rest.anonymous(node).get(PATH).must(401);
  }
}
