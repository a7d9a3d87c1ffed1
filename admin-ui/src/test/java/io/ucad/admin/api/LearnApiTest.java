package io.ucad.admin.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucad.admin.AdminNode;
import io.ucad.admin.access.Role;
import io.ucad.admin.testing.Database;
import io.ucad.admin.testing.Factory;
import io.ucad.admin.testing.Nodes;
import io.ucad.admin.testing.People;
import io.ucad.admin.testing.Rest;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Asking for a job otherwise than a preset has it, and what it will cost. */
class LearnApiTest {
  @ParameterizedTest
  @EnumSource
  void aJobKeepsWhatIsWantedOtherwiseAndRefusesWhatCannotBe(Database database) {
    AdminNode node = Nodes.on(database);
    String tile = "tile-" + UUID.randomUUID();
    Factory.register(node, "tile", tile);
    Rest operator = Rest.with(node, People.token(node, Role.OPERATOR));

    JsonNode costs =
        Rest.with(node, People.token(node, Role.VIEWER))
            .get("/api/v1/jobs/estimate?tasks=" + tile)
            .must(200)
            .json();
    assertThat(costs.get("best").get("seconds").asDouble()).isPositive();
    assertThat(operator.get("/api/v1/jobs/estimate?tasks=nothing-" + tile).status()).isEqualTo(404);
    assertThat(operator.get("/api/v1/jobs/estimate?tasks=").status()).isEqualTo(400);

    String wanted = "{'tasks':['%s'],'preset':'fast','adjustment':%s}";
    JsonNode job =
        operator
            .json(
                "POST",
                "/api/v1/jobs",
                wanted.formatted(tile, "{'inputSize':112,'falseAlarmRate':0.05}"))
            .must(201)
            .json();
    assertThat(job.get("adjustment").get("inputSize").asInt()).isEqualTo(112);
    assertThat(job.get("adjustment").get("falseAlarmRate").asDouble()).isEqualTo(0.05);
    assertThat(job.get("adjustment").get("epochs").isNull()).isTrue();
    operator.json("POST", "/api/v1/jobs/" + job.get("id").asLong() + "/cancel", "").must(200);
    for (String bad : new String[] {"{'inputSize':4096}", "{'epochs':0}", "{'knowledge':1}"}) {
      assertThat(operator.json("POST", "/api/v1/jobs", wanted.formatted(tile, bad)).status())
          .as(bad)
          .isEqualTo(400);
    }
    JsonNode plain =
        operator.json("POST", "/api/v1/jobs", wanted.formatted(tile, "null")).must(201).json();
    assertThat(plain.get("adjustment").isNull()).isTrue();
    operator.json("POST", "/api/v1/jobs/" + plain.get("id").asLong() + "/cancel", "").must(200);
  }
}
