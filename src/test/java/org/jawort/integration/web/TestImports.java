package org.jawort.integration.web;

import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jawort.Await;

/** Files that another system brings, step by step. */
record TestImports(TestApi api) {
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
}
