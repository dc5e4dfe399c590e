package org.jawort.integration.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.http.ContentType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jawort.Await;
import org.jawort.consent.Statuses;
import org.jawort.consent.proof.TransparencyLog;
import org.jawort.consent.proof.VerifyCommand;
import org.jawort.consent.purpose.Purposes;
import org.jawort.contact.ContactPointId;
import org.jawort.delivery.MessageId;
import org.jawort.erasure.KeptProofs;
import org.jawort.optin.AnswerOutcome;
import org.jawort.optin.engine.PassingTime;
import org.jawort.platform.Tokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("S0-06 law 1 a form with a box for each purpose")
class SeveralConsentsTest {
  private static final String NEWS = "newsletter";
  private static final String EVENTS = "events";

  /** Of the wording of the newsletter, which every tenant has. */
  private static final String WORDS = "per E-Mail über Neuigkeiten";

  private final BoxedForm form = BoxedForm.fresh();
  private final String address = "two-" + UUID.randomUUID() + "@example.org";

  @AfterEach
  void theLedgerSaysTheSame() {
    assertThat(form.tenant().bean(Statuses.class).differences(form.tenant().id())).isEmpty();
  }

  private String link(Tokens.Kind kind) {
    return form.tenant().link(kind, form.tenant().question(address));
  }

  private AnswerOutcome confirm() {
    return form.tenant().confirm(address);
  }

  /** The dossier, which anybody can check without us. */
  private void verified(Path folder) throws IOException {
    String point = form.tenant().point(address).toString();
    byte[] dossier =
        Await.until(
                "all of it is in the log",
                () ->
                    form.api()
                        .call()
                        .accept(ContentType.JSON)
                        .get("/contact-points/{id}/dossier", point),
                answer -> answer.statusCode() == 200)
            .asByteArray();
    Path file = Files.write(folder.resolve("dossier.json"), dossier);
    String key = form.tenant().bean(TransparencyLog.class).verifierKey();
    var out = new ByteArrayOutputStream();
    var print = new PrintStream(out, true, StandardCharsets.UTF_8);
    assertThat(VerifyCommand.run(List.of(file.toString(), "--key", key), print, print))
        .as(out.toString(StandardCharsets.UTF_8))
        .isZero();
  }

  @Test
  @DisplayName("S0-04 law 9, 15 one mail and one click, and a whole proof of each by itself")
  void both(@TempDir Path folder) throws IOException {
    form.submit(address, NEWS, EVENTS).statusCode(202);
    assertThat(form.mail(address)).contains(WORDS, BoxedForm.EVENTS);
    assertThat(form.mails(address)).isEqualTo(1);
    assertThat(form.page(link(Tokens.Kind.CONFIRM))).contains(WORDS, BoxedForm.EVENTS);
    assertThat(form.status(address, EVENTS)).isEqualTo("SENT");
    form.press(link(Tokens.Kind.CONFIRM));
    String mail = form.tenant().question(address).toString();
    for (String purpose : List.of(NEWS, EVENTS)) {
      assertThat(form.may(address, purpose)).isEqualTo("CONFIRMED");
      assertThat(form.story(address, purpose)).containsExactly("SIGNED_UP", "SENT", "CONFIRMED");
      List<Map<String, Object>> events = form.history(address, purpose);
      assertThat(events.getFirst().get("evidence"))
          .asString()
          .contains("consent-newsletter", "consent-events", "privacy")
          .doesNotContain("ticked=false");
      assertThat(events.get(1).get("evidence")).asString().contains(mail, "sha256");
      assertThat(events.getLast().get("evidence")).asString().contains(mail, BoxedForm.EVENTS);
    }
    assertThat(form.press(link(Tokens.Kind.CONFIRM))).contains("bereits");
    verified(folder);
  }

  @Test
  @DisplayName("S0-06 what is not ticked is not asked for, and says so in the evidence")
  void one() {
    form.submit(address, EVENTS).statusCode(202);
    assertThat(form.mail(address)).contains(BoxedForm.EVENTS).doesNotContain(WORDS);
    assertThat(form.page(link(Tokens.Kind.CONFIRM))).doesNotContain(WORDS);
    assertThat(confirm()).isEqualTo(AnswerOutcome.DONE);
    assertThat(form.may(address, EVENTS)).isEqualTo("CONFIRMED");
    assertThat(form.history(address, NEWS)).isEmpty();
    assertThat(form.history(address, EVENTS).getFirst().get("evidence"))
        .asString()
        .contains("ticked=false", "ticked=true");
  }

  @Test
  @DisplayName("S0-06 who ticks none is told by the first box; boxes are never ticked before")
  void none() {
    form.submit(address)
        .statusCode(422)
        .body("errors.field", contains("consent-newsletter"))
        .body("errors.code", contains("none-ticked"))
        .body("errors[0].message", containsString("mindestens eines"));
    assertThat(form.tenant().knows(address)).isFalse();
    assertThat(form.page(form.path()))
        .contains("id=\"consent-newsletter\"", "id=\"consent-events\"", "(freiwillig)")
        .doesNotContain("checked");
    assertThat(form.press(form.path(), "email=" + address.replace("@", "%40"), "privacy=true"))
        .contains("href=\"#consent-newsletter\"", "mindestens eines");
  }

  @Test
  @DisplayName("B-03 \"that was not me\" is said to all that the mail asked for")
  void refused() {
    form.submit(address, NEWS, EVENTS);
    form.press(link(Tokens.Kind.REFUSE));
    assertThat(form.status(address, NEWS)).isEqualTo("REFUSED");
    assertThat(form.status(address, EVENTS)).isEqualTo("REFUSED");
    assertThat(confirm()).isEqualTo(AnswerOutcome.OVERTAKEN);
    assertThat(form.story(address, EVENTS)).contains("REFUSED").doesNotContain("CONFIRMED");
  }

  @Test
  @DisplayName("law 14 what is given stays as it is, and the mail asks for the rest alone")
  void given() {
    form.submit(address, NEWS);
    form.mail(address);
    assertThat(confirm()).isEqualTo(AnswerOutcome.DONE);
    form.tenant().server().clock().tick(Duration.ofHours(2));
    form.submit(address, NEWS, EVENTS).statusCode(202).body("status", equalTo("accepted"));
    assertThat(form.mail(address)).contains(BoxedForm.EVENTS).doesNotContain(WORDS);
    assertThat(form.story(address, NEWS))
        .containsExactly("SIGNED_UP", "SENT", "CONFIRMED", "SIGNED_UP");
    assertThat(confirm()).isEqualTo(AnswerOutcome.DONE);
    assertThat(form.story(address, NEWS)).endsWith("CONFIRMED", "SIGNED_UP");
    assertThat(form.status(address, EVENTS)).isEqualTo("CONFIRMED");
    form.submit(address, NEWS, EVENTS).statusCode(202);
    assertThat(form.mails(address)).isEqualTo(2);
  }

  @Test
  @DisplayName("law 52 a submission leaves as many events as boxes were ticked, whoever it names")
  void counted() {
    String known = "known-" + UUID.randomUUID() + "@example.org";
    form.submit(known, NEWS, EVENTS);
    form.mail(known);
    assertThat(form.tenant().confirm(known)).isEqualTo(AnswerOutcome.DONE);
    form.submit(known, NEWS, EVENTS);
    form.submit(address, NEWS, EVENTS);
    for (String purpose : List.of(NEWS, EVENTS)) {
      assertThat(form.story(known, purpose))
          .containsExactly("SIGNED_UP", "SENT", "CONFIRMED", "SIGNED_UP");
      assertThat(form.story(address, purpose)).startsWith("SIGNED_UP");
    }
    String held = "SELECT count(*) FROM log_held WHERE tenant_id = ? AND contact_point_id = ?";
    form.mail(address);
    Await.until(
        "what follows by itself waits for the night, of each purpose",
        () ->
            form.tenant()
                    .list(
                        Long.class,
                        held,
                        form.tenant().id().value(),
                        form.tenant().point(address).value())
                    .getFirst()
                == 2);
  }

  @Test
  @DisplayName("B-09 law 34 the proof that outlives the person has the mail, of each purpose")
  void erased() {
    form.submit(address, NEWS, EVENTS);
    form.mail(address);
    assertThat(confirm()).isEqualTo(AnswerOutcome.DONE);
    UUID point = form.tenant().point(address).value();
    String contact = "SELECT contact_id::text FROM contact_point WHERE tenant_id = ? AND id = ?";
    UUID tenant = form.tenant().id().value();
    String id = form.tenant().list(String.class, contact, tenant, point).getFirst();
    form.api().call().delete("/contacts/{id}?keepProof=true", id).then().statusCode(200);
    String kept = "SELECT count(*) FROM kept_message WHERE tenant_id = ? AND contact_point_id = ?";
    assertThat(form.tenant().list(Long.class, kept, tenant, point)).containsExactly(2L);
    assertThat(
            form.tenant()
                .bean(KeptProofs.class)
                .show(form.tenant().id(), new ContactPointId(point))
                .orElseThrow()
                .mails())
        .hasSize(1);
  }

  @Test
  @DisplayName("law 31 one of two is withdrawn alone, and the other is not cut off")
  void withdrawn() {
    form.submit(address, NEWS, EVENTS);
    assertThat(confirm()).isEqualTo(AnswerOutcome.DONE);
    String events = BoxedForm.purpose(form.tenant(), EVENTS).toString();
    String leave = link(Tokens.Kind.UNSUBSCRIBE);
    assertThat(form.page(leave)).contains(BoxedForm.EVENTS, "name=\"only\" value=\"" + events);
    form.press(leave, "only=" + events);
    assertThat(form.may(address, EVENTS)).isEqualTo("REVOKED");
    assertThat(form.may(address, NEWS)).isEqualTo("CONFIRMED");
    form.tenant().server().clock().tick(Duration.ofHours(2));
    form.submit(address, NEWS, EVENTS);
    assertThat(form.may(address, EVENTS)).isEqualTo("REVOKED");
    assertThat(confirm()).isEqualTo(AnswerOutcome.DONE);
    assertThat(form.may(address, EVENTS)).isEqualTo("CONFIRMED");
    form.press(leave, "List-Unsubscribe=One-Click");
    assertThat(form.may(address, NEWS)).isEqualTo("BLOCKED_UNSUBSCRIBED");
    assertThat(form.status(address, NEWS)).isEqualTo("REVOKED");
    assertThat(form.status(address, EVENTS)).isEqualTo("REVOKED");
  }

  @Test
  @DisplayName("law 32 a \"no\" before the click takes that purpose out of it")
  void saidOtherwise() {
    form.submit(address, NEWS, EVENTS);
    form.mail(address);
    String no = "{\"purpose\":\"newsletter\",\"at\":\"%s\",\"heardBy\":\"Berta\"}";
    form.api()
        .send(
            "POST",
            "/contact-points/" + form.tenant().point(address) + "/refusals",
            no.formatted(form.tenant().now()))
        .statusCode(201);
    String confirm = link(Tokens.Kind.CONFIRM);
    assertThat(form.page(confirm)).contains(BoxedForm.EVENTS).doesNotContain(WORDS);
    assertThat(form.press(confirm)).doesNotContain("bereits");
    assertThat(form.status(address, NEWS)).isEqualTo("REFUSED");
    assertThat(form.may(address, EVENTS)).isEqualTo("CONFIRMED");
    assertThat(form.story(address, NEWS)).endsWith("REFUSED");
  }

  @Test
  @DisplayName("S0-04 a purpose that was archived since is asked for no more, the other one is")
  void archived() {
    form.submit(address, NEWS, EVENTS);
    var purposes = form.tenant().bean(Purposes.class);
    purposes.archive(form.tenant().id(), BoxedForm.purpose(form.tenant(), NEWS), true);
    String confirm = link(Tokens.Kind.CONFIRM);
    assertThat(form.page(confirm)).contains(BoxedForm.EVENTS).doesNotContain(WORDS);
    form.press(confirm);
    assertThat(form.status(address, EVENTS)).isEqualTo("CONFIRMED");
    assertThat(form.status(address, NEWS)).isIn("TRIGGERED", "SENT");
  }

  @Test
  @DisplayName("S1-07 each link answers for what its own mail listed")
  void links() {
    form.submit(address, NEWS, EVENTS);
    MessageId first = form.tenant().question(address);
    form.tenant().server().clock().tick(Duration.ofMinutes(5));
    form.submit(address, EVENTS);
    assertThat(form.mails(address)).isEqualTo(2);
    assertThat(confirm()).isEqualTo(AnswerOutcome.DONE);
    assertThat(form.status(address, NEWS)).isIn("TRIGGERED", "SENT");
    assertThat(form.status(address, EVENTS)).isEqualTo("CONFIRMED");
    assertThat(form.tenant().confirm(first)).isEqualTo(AnswerOutcome.DONE);
    assertThat(form.status(address, NEWS)).isEqualTo("CONFIRMED");
    assertThat(form.story(address, EVENTS)).containsOnlyOnce("CONFIRMED");
  }

  @Test
  @DisplayName("law 23 who never answers is forgotten with all that was asked")
  void lapsed() {
    form.submit(address, NEWS, EVENTS);
    form.mail(address);
    PassingTime.pass(form.tenant(), Duration.ofDays(8));
    assertThat(form.status(address, NEWS)).isEqualTo("LAPSED");
    assertThat(form.status(address, EVENTS)).isEqualTo("LAPSED");
    PassingTime.pass(form.tenant(), Duration.ofDays(7));
    PassingTime.erases(form.tenant(), address);
    String sql = "SELECT count(*) FROM message_also WHERE tenant_id = ?";
    assertThat(form.tenant().list(Long.class, sql, form.tenant().id().value())).containsExactly(0L);
  }
}
