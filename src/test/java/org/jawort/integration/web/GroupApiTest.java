package org.jawort.integration.web;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GroupApiTest {
  private final TestApi api = TestApi.fresh();

  private String create(String body) {
    return api.send("POST", "/groups", body).statusCode(201).extract().path("id");
  }

  @Test
  @DisplayName("S1-16 contacts come into a group and go out of it by their ids")
  void listed() {
    String one = api.contact("one@example.org", "de").contact().toString();
    String two = api.contact("two@example.org", "de").contact().toString();
    String group = create("{\"name\": \"Regulars\"}");
    api.send("POST", "/groups", "{\"name\": \"REGULARS\"}")
        .statusCode(409)
        .body("type", containsString("name-taken"));
    String both = "{\"add\": [\"%s\", \"%s\", \"%s\"]}".formatted(one, two, group);
    api.send("POST", "/groups/" + group + "/members", both)
        .statusCode(200)
        .body("added", equalTo(2))
        .body("removed", equalTo(0));
    String nobodies =
        Stream.generate(() -> "\"" + UUID.randomUUID() + "\"")
            .limit(10_000)
            .collect(Collectors.joining(","));
    String members = "/groups/" + group + "/members";
    api.send("POST", members, "{\"add\": [%s], \"remove\": [%1$s]}".formatted(nobodies))
        .statusCode(200)
        .body("added", equalTo(0));
    api.get("/groups/" + group + "/members?limit=1")
        .statusCode(200)
        .body("items.contact", contains(two))
        .body("items[0].since", notNullValue())
        .body("next", notNullValue());
    api.send("POST", "/groups/" + group + "/members", "{\"remove\": [\"" + two + "\"]}")
        .body("removed", equalTo(1));
    api.get("/groups")
        .statusCode(200)
        .body("items.name", contains("Regulars"))
        .body("items.members", contains(1))
        .body("items[0].filter", nullValue());
    api.send("POST", "/groups/" + one + "/members", both).statusCode(404);
    api.send("POST", "/groups/" + group + "/members", "{\"add\": [\"x\"]}")
        .statusCode(422)
        .body("errors.pointer", hasItem("/add"));
  }

  @Test
  @DisplayName(
      "S1-16 a group with a filter fills itself; what cannot be asked is said where it stands")
  void dynamic() {
    String ada = api.contact("ada@lovelace.example", "de").contact().toString();
    api.contact("grace@hopper.example", "en");
    String filter = "{\"about\": \"language\", \"is\": \"oneOf\", \"values\": [\"de\"]}";
    String group = create("{\"name\": \"German\", \"filter\": " + filter + "}");
    api.get("/groups")
        .body("items[0].dynamic", equalTo(true))
        .body("items[0].members", nullValue())
        .body("items[0].filter.about", equalTo("language"));
    api.get("/groups/" + group + "/members")
        .body("items.contact", contains(ada))
        .body("items[0].since", nullValue());
    api.send("POST", "/groups/" + group + "/members", "{\"add\": [\"" + ada + "\"]}")
        .statusCode(409)
        .body("type", containsString("dynamic-group"));
    String wrong =
        """
        {"name": "Wrong", "filter": {"all": [
          {"about": "language", "is": "oneOf", "values": ["xx"]},
          {"not": {"about": "created", "is": "since", "values": ["soon"]}}]}}
        """;
    api.send("POST", "/groups", wrong)
        .statusCode(422)
        .body(
            "errors.pointer",
            containsInAnyOrder("/filter/all/0/values/0", "/filter/all/1/not/values/0"))
        .body("errors.detail", hasItem("This cannot be chosen. Possible are: de, en."));
  }

  @Test
  @DisplayName(
      "B-05 all of a group are asked by one call, on the basis of the key or one of their own")
  void asks() {
    String one = api.contact("ask@example.org", "de").contact().toString();
    String group = create("{\"name\": \"Ask\"}");
    api.send("POST", "/groups/" + group + "/members", "{\"add\": [\"" + one + "\"]}");
    String path = "/groups/" + group + "/opt-in";
    api.send("POST", path, "{\"purpose\": \"newsletter\", \"basis\": \"BOUGHT_ADDRESS\"}")
        .statusCode(422)
        .body("errors.pointer", hasItem("/basis"));
    api.send("POST", path, "{\"purpose\": \"newsletter\"}")
        .statusCode(202)
        .body("job", notNullValue());
    api.send("POST", "/groups/" + one + "/opt-in", "{\"purpose\": \"newsletter\"}").statusCode(404);
  }
}
