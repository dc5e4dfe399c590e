package org.jawort.integration.web;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.jawort.Await;
import org.jawort.OwnTenant;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.consent.purpose.Purposes;
import org.jawort.consent.purpose.Wordings;
import org.jawort.contact.address.Channel;
import org.jawort.platform.Language;
import org.jawort.tenant.UserId;

/** A form with a box for the newsletter and one for events, both optional, and its visitors. */
record BoxedForm(TestApi api, OwnTenant tenant, ValidatableResponse made) {
  static final String EVENTS = "Ja, laden Sie mich zu Veranstaltungen ein.";

  private static final String FORM =
      """
      {"name": "Zweierlei", "language": "de",
       "consents": [{"purpose": "newsletter"}, {"purpose": "events"}]}
      """;

  static BoxedForm fresh() {
    TestApi api = TestApi.fresh();
    var tenant = new OwnTenant(api.server(), api.tenant());
    purpose(api, tenant, "events", EVENTS);
    return new BoxedForm(api, tenant, api.send("POST", "/forms", FORM).statusCode(201));
  }

  /** A purpose with words in German, or without any. */
  static void purpose(TestApi api, OwnTenant tenant, String key, String words) {
    String body = "{\"key\": \"%1$s\", \"nameDe\": \"%1$s\", \"nameEn\": \"%1$s\"}";
    api.send("POST", "/purposes", body.formatted(key)).statusCode(201);
    if (!words.isEmpty()) {
      tenant
          .bean(Wordings.class)
          .supersede(
              tenant.id(),
              purpose(tenant, key),
              Language.DE,
              Channel.EMAIL,
              words,
              0,
              new UserId(UUID.randomUUID()));
    }
  }

  static PurposeId purpose(OwnTenant tenant, String key) {
    return tenant.bean(Purposes.class).byKey(tenant.id(), key).orElseThrow().id();
  }

  String id() {
    return made.extract().path("id");
  }

  /** Of the hosted page. */
  String path() {
    String url = made.extract().path("url");
    return url.substring(url.indexOf("/f/"));
  }

  String page(String path) {
    return given().baseUri(api.server().url()).get(path).asString();
  }

  /** Submits by JSON, with these boxes ticked. */
  ValidatableResponse submit(String address, String... ticked) {
    var answers = new HashMap<String, Object>(Map.of("email", address, "privacy", true));
    List.of(ticked).forEach(box -> answers.put("consent-" + box, true));
    return given()
        .baseUri(api.server().url())
        .contentType(ContentType.JSON)
        .accept(ContentType.JSON)
        .body(answers)
        .post(path())
        .then();
  }

  /** Presses the button of a page behind a link. */
  String press(String link, String... form) {
    return given()
        .baseUri(api.server().url())
        .contentType("application/x-www-form-urlencoded;charset=UTF-8")
        .body(String.join("&", form))
        .post(link)
        .asString();
  }

  /** The status of an address for a purpose, as other systems read it. */
  String status(String address, String purpose) {
    String path = "items[0].contactPoints[0].consents.find { it.purpose == '%s' }?.status";
    String status = contact(address).getString(path.formatted(purpose));
    return status == null ? "UNKNOWN" : status;
  }

  private JsonPath contact(String address) {
    return api.call().queryParam("address", address).get("/contacts").jsonPath();
  }

  /** Whether advertising may be sent. */
  String may(String address, String purpose) {
    return api.call()
        .queryParams(
            Map.of(
                "channel", "EMAIL", "address", address, "purpose", purpose, "class", "ADVERTISING"))
        .get("/permission")
        .jsonPath()
        .getString("reason");
  }

  /** The events of one purpose, the oldest first. */
  List<Map<String, Object>> history(String address, String purpose) {
    String point = contact(address).getString("items[0].contactPoints[0].id");
    return api.call()
        .get("/contact-points/{id}/history", point)
        .jsonPath()
        .getList("items.findAll { it.purpose == '%s' }".formatted(purpose));
  }

  List<String> story(String address, String purpose) {
    return history(address, purpose).stream().map(one -> one.get("type").toString()).toList();
  }

  /** The newest mail that asks, as it went out: its text. */
  String mail(String address) {
    String sql = "SELECT raw FROM message_content WHERE tenant_id = ? AND message_id = ?";
    UUID message = tenant.question(address).value();
    byte[] raw =
        Await.until(
                "the mail is handed over",
                () -> tenant.list(byte[].class, sql, tenant.id().value(), message),
                found -> !found.isEmpty())
            .getFirst();
    try {
      var mail =
          new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(raw));
      return ((MimeMultipart) mail.getContent()).getBodyPart(0).getContent().toString();
    } catch (MessagingException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  long mails(String address) {
    String sql = "SELECT count(*) FROM message WHERE tenant_id = ? AND contact_point_id = ?";
    return tenant
        .list(Long.class, sql, tenant.id().value(), tenant.point(address).value())
        .getFirst();
  }
}
