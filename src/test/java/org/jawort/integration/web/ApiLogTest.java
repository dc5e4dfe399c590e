package org.jawort.integration.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jawort.platform.web.ProblemJson;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(OutputCaptureExtension.class)
class ApiLogTest {
  private static final String PERSON = "nobody-must-read-this";

  @Test
  @DisplayName("B-10 No call, right or wrong, leaves an address in the log")
  void calls(CapturedOutput log) {
    var api = TestApi.fresh();
    String address = PERSON + "@example.org";
    var made = api.contact(address, "de");
    String body =
        "{\"firstName\":\"%s\",\"contactPoints\":[{\"channel\":\"EMAIL\",\"address\":\"%s\"}]}";
    api.send("POST", "/contacts", body.formatted(PERSON, address)).statusCode(409);
    api.send("POST", "/contacts", body.formatted(PERSON, PERSON)).statusCode(422);
    api.send("POST", "/contacts", body.formatted(PERSON, address) + "{").statusCode(400);
    api.send("POST", "/contact-points/" + made.point() + "/opt-in", "{\"purpose\":\"newsletter\"}")
        .statusCode(202);
    api.get("/contacts?address=" + address).statusCode(200);
    api.get("/contacts?adress=" + address).statusCode(422);
    api.get("/permission?purpose=newsletter&address=" + address).statusCode(200);
    api.get("/contacts/" + address).statusCode(404);
    api.get("/nothing/" + address).statusCode(404);
    api.stranger().header("Authorization", "Bearer " + PERSON).get("/forms").then().statusCode(401);

    assertThat(log.getAll()).doesNotContain(PERSON);
  }

  @Test
  @DisplayName("B-10 A fault of ours is answered with a number, which the log knows, and no words")
  void fault(CapturedOutput log) throws Exception {
    var response = new MockHttpServletResponse();
    var fault = new IllegalStateException(PERSON, new IllegalArgumentException(PERSON));
    var json = JsonMapper.builder().build();

    new ProblemAnswers(new ProblemJson(json))
        .resolveException(
            new MockHttpServletRequest("GET", "/api/v1/forms"), response, null, fault);

    assertThat(response.getStatus()).isEqualTo(500);
    assertThat(response.getContentType()).isEqualTo("application/problem+json");
    Map<?, ?> problem = json.readValue(response.getContentAsString(), Map.class);
    assertThat(problem.get("type")).isEqualTo("urn:jawort:problem:internal");
    assertThat(log.getAll() + problem).doesNotContain(PERSON);
    assertThat(log.getAll())
        .contains(
            (String) problem.get("fault"), "IllegalStateException", "IllegalArgumentException");
  }
}
