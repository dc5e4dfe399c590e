package org.jawort.integration.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import java.util.UUID;
import org.jawort.consent.purpose.Purposes;
import org.jawort.consent.purpose.Wordings;
import org.jawort.contact.address.Channel;
import org.jawort.form.Embeddings;
import org.jawort.form.FormId;
import org.jawort.form.Forms;
import org.jawort.platform.Language;
import org.jawort.tenant.UserId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("S1-12 law 1 the boxes of a form by API")
class ConsentBoxesApiTest {
  private final BoxedForm form = BoxedForm.fresh();

  @Test
  @DisplayName("S1-12 a form says what it asks for, and takes it back as it said it")
  void saidAndTaken() {
    form.made()
        .body("consents.purpose", contains("newsletter", "events"))
        .body("consents.channel", contains("EMAIL", "EMAIL"))
        .body("consents.required", contains(false, false))
        .body("boxes.key", contains("consent-newsletter", "consent-events", "privacy"))
        .body("boxes[2].text", containsString("was ich angekreuzt habe"));
    String other =
        """
        {"version": 1, "name": "Zweierlei",
         "consents": [{"purpose": "events", "channel": "EMAIL", "required": true},
                      {"purpose": "newsletter"}]}
        """;
    form.api()
        .send("PUT", "/forms/" + form.id(), other)
        .statusCode(200)
        .body("version", equalTo(2))
        .body("boxes.required", contains(true, false, true));
    String usual =
        "{\"version\": 2, \"name\": \"A\", \"consents\": [{\"purpose\": \"newsletter\","
            + " \"required\": true}]}";
    form.api()
        .send("PUT", "/forms/" + form.id(), usual)
        .statusCode(200)
        .body("boxes.key", contains("newsletter", "privacy"))
        .body("consents.purpose", contains("newsletter"));
  }

  @Test
  @DisplayName("law 1 a box that nobody could consent to is refused, each with its sentence")
  void refused() {
    BoxedForm.purpose(form.api(), form.tenant(), "silent", "");
    BoxedForm.purpose(form.api(), form.tenant(), "old", "Ja, wie früher.");
    var old = BoxedForm.purpose(form.tenant(), "old");
    assertThat(form.tenant().bean(Purposes.class).archive(form.tenant().id(), old, true)).isTrue();
    String body =
        """
        {"name": "X", "language": "de",
         "consents": [{"purpose": "events"}, {"purpose": "events"}, {"purpose": "silent"},
                      {"purpose": "old"}, {"purpose": "newsletter", "channel": "SMS"},
                      {"purpose": "newsletter"}]}
        """;
    form.api()
        .send("POST", "/forms", body)
        .statusCode(422)
        .body(
            "errors.pointer",
            hasItems(
                "/consents/1/purpose",
                "/consents/2/purpose",
                "/consents/3/purpose",
                "/consents/4/channel",
                "/consents"))
        .body("errors.find { it.pointer == '/consents' }.detail", equalTo("must be at most 5"));
    form.api()
        .send("POST", "/forms", "{\"name\":\"X\",\"language\":\"de\",\"consents\":[]}")
        .statusCode(422)
        .body("errors.pointer", contains("/consents"));
    form.api()
        .send(
            "POST",
            "/forms",
            "{\"name\":\"X\",\"language\":\"de\",\"consents\":[{\"purpose\":\"nothing\"}]}")
        .statusCode(422)
        .body("errors.pointer", contains("/consents/0/purpose"));
  }

  @Test
  @DisplayName("law 15 other words of one purpose make a version of the form, with its own box new")
  void worded() {
    form.tenant()
        .bean(Wordings.class)
        .supersede(
            form.tenant().id(),
            BoxedForm.purpose(form.tenant(), "events"),
            Language.DE,
            Channel.EMAIL,
            "Ja, zu Festen.",
            1,
            new UserId(UUID.randomUUID()));
    form.api()
        .get("/forms/{id}", form.id())
        .body("version", equalTo(2))
        .body("boxes[1].text", equalTo("Ja, zu Festen."))
        .body("consents.purpose", contains("newsletter", "events"));
    var id = new FormId(UUID.fromString(form.id()));
    var shown = form.tenant().bean(Forms.class).byId(form.tenant().id(), id).orElseThrow();
    assertThat(form.tenant().bean(Embeddings.class).of(shown).plain())
        .contains("name=\"consent-newsletter\"", "name=\"consent-events\"", "Ja, zu Festen.")
        .doesNotContain("checked");
  }
}
