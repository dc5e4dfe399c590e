package org.jawort.integration.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.path.json.JsonPath;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jawort.Await;
import org.jawort.consent.AskingBasis;
import org.jawort.consent.StatedBasis;
import org.jawort.contact.group.ContactGroups;
import org.jawort.integration.ApiKeys;
import org.jawort.integration.ApiScope;
import org.jawort.integration.NewApiKey;
import org.jawort.optin.MassRequest;
import org.jawort.tenant.job.Job;
import org.jawort.tenant.job.JobId;
import org.jawort.tenant.job.JobState;
import org.jawort.tenant.job.Jobs;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Another system has the group of an import asked as soon as the import is done. */
class ImportAskingApiTest {
  private static final String ASK = "{\"ask\": {\"purpose\": \"newsletter\"}}";

  private final TestApi api = TestApi.fresh();

  private String checked(String query) {
    String id =
        api.call()
            .contentType("text/csv")
            .body("E-Mail\nneu@messe.example\n")
            .post("/imports?mapping=auto" + query)
            .then()
            .statusCode(202)
            .extract()
            .path("id");
    until(id, "CHECKED");
    return id;
  }

  private JsonPath until(String id, String state) {
    return Await.until(
        "the import is " + state,
        () -> api.get("/imports/{id}", id).statusCode(200).extract().jsonPath(),
        json -> json.getString("state").equals(state));
  }

  private String group() {
    return "&group="
        + api.server().bean(ContactGroups.class).create(api.tenant(), "Messe").orElseThrow();
  }

  @Test
  @DisplayName("S1-16 B-05 the group of an import is asked right after it, on a stated basis")
  void asked() {
    String id = checked(group());
    String path = "/imports/" + id + "/run";
    api.get("/imports/{id}", id).body("asking", nullValue());
    api.send(
            "POST",
            path,
            "{\"ask\": {\"purpose\": \"newsletter\", \"basis\": \"BOUGHT_ADDRESS\","
                + " \"perHour\": 1, \"soon\": true}}")
        .statusCode(422)
        .body("errors.pointer", contains("/ask/basis", "/ask/perHour", "/ask/soon"));
    api.get("/imports/{id}", id).body("state", is("CHECKED"));

    api.send("POST", path, ASK).statusCode(202);
    until(id, "DONE");
    JsonPath done =
        Await.until(
            "the asking began",
            () -> api.get("/imports/{id}", id).extract().jsonPath(),
            json -> json.getString("asking.job") != null);
    assertThat(done.getBoolean("asking.waiting")).isFalse();
    var job = new JobId(UUID.fromString(done.getString("asking.job")));
    Job asking =
        Await.until(
            "all are asked",
            () -> api.server().bean(Jobs.class).find(api.tenant(), job).orElseThrow(),
            one -> one.state() == JobState.DONE);
    assertThat(asking.progress().outcome()).isEqualTo(Map.of(MassRequest.REQUESTED, 1));
  }

  @Test
  @DisplayName("S1-16 what goes into no group cannot be asked, and the import has not begun")
  void groupless() {
    String id = checked("");
    api.send("POST", "/imports/" + id + "/run", ASK)
        .statusCode(422)
        .body("errors.pointer", contains("/ask"));
    api.get("/imports/{id}", id).body("state", is("CHECKED"));
    api.send("POST", "/imports/" + id + "/run", "{}").statusCode(202);
    assertThat(until(id, "DONE").getString("asking")).isNull();
  }

  @Test
  @DisplayName("A key that may not speak of consents may import, and ask nobody")
  void scope() {
    var scopes = Set.of(ApiScope.READ, ApiScope.CONTACTS);
    var basis = StatedBasis.ofKey(AskingBasis.OWN_REQUEST_AT_SYSTEM, null);
    String narrow =
        api.server()
            .bean(ApiKeys.class)
            .issue(api.tenant(), new NewApiKey("narrow", basis, scopes, null, null))
            .secret();
    String id = checked(group());
    api.stranger()
        .header("Authorization", "Bearer " + narrow)
        .contentType("application/json")
        .body(ASK)
        .post("/imports/{id}/run", id)
        .then()
        .statusCode(403)
        .body("scope", is("consents"));
    api.get("/imports/{id}", id).body("state", is("CHECKED"));
  }
}
