package org.jawort.integration.web;

import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jawort.Await;
import org.jawort.contact.address.Channel;
import org.jawort.contact.address.CheckedAddress;

/** Files that another system brings, step by step. */
record TestImports(TestApi api) {
  static final String PROOF =
      ";2024-05-01 10:00;2024-05-01 10:05;203.0.113.77;Ja, ich will den Newsletter von Salon Ada.";
  static final String HEADER =
      "E-Mail;Vorname;Nachname;Status;Opt-in-Time;Confirm_Time;Confirm_IP;Wortlaut;Abgemeldet am\n";

  UUID upload(String file, String query) {
    return upload(file.getBytes(StandardCharsets.UTF_8), query);
  }

  UUID upload(byte[] file, String query) {
    String id =
        api.call()
            .contentType("text/csv")
            .header("Content-Disposition", "attachment; filename=\"kunden.csv\"")
            .body(file)
            .post("/imports" + query)
            .then()
            .statusCode(202)
            .extract()
            .path("id");
    return UUID.fromString(id);
  }

  JsonPath until(UUID id, String state) {
    return Await.until(
        "the import is " + state,
        () -> api.get("/imports/{id}", id).statusCode(200).extract().jsonPath(),
        json -> json.getString("state").equals(state));
  }

  JsonPath check(String file) {
    return until(upload(file, "?mapping=auto"), "CHECKED");
  }

  JsonPath run(JsonPath checked) {
    UUID id = UUID.fromString(checked.getString("id"));
    api.call().post("/imports/{id}/run", id).then().statusCode(202);
    return until(id, "DONE");
  }

  String status(String address) {
    return api.call()
        .queryParam("address", address)
        .get("/contacts")
        .then()
        .extract()
        .path("items[0].contactPoints[0].consents[0].status");
  }

  static CheckedAddress address(String text) {
    return CheckedAddress.parse(Channel.EMAIL, text).orElseThrow();
  }
}
