package org.jawort.integration.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jawort.consent.MailBlockChanges;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.Suppressions;
import org.jawort.contact.address.Channel;
import org.jawort.contact.address.CheckedAddress;
import org.jawort.tenant.Actor;
import org.jawort.tenant.UserId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Answers for the very moment at which something changed, and for the one before. */
class PastMomentApiTest {
  private static final String ADDRESS = "moment@example.org";

  private final TestApi api = TestApi.fresh();
  private TestApi.Made made;

  @BeforeEach
  void contact() {
    made = api.contact(ADDRESS, "de");
    api.server().clock().tick(Duration.ofSeconds(1));
  }

  private Instant now() {
    return api.server().clock().instant();
  }

  private String reason(Instant at) {
    return api.call()
        .get(
            "/permission?purpose=newsletter&class=NOTICE&address={a}&at={at}",
            ADDRESS,
            at.toString())
        .then()
        .statusCode(200)
        .extract()
        .path("reason");
  }

  private static Instant justBefore(Instant moment) {
    return moment.minus(1, ChronoUnit.MICROS);
  }

  @Test
  @DisplayName("B-04 A block counts from the moment on at which it was set")
  void block() {
    var point = new ContactPointId(UUID.fromString(made.point()));
    Instant set = now();
    api.server()
        .bean(MailBlockChanges.class)
        .set(api.tenant(), point, new UserId(UUID.randomUUID()), "a call");
    api.server().clock().tick(Duration.ofSeconds(1));
    assertThat(reason(set)).as("the answer for the moment of the block").isEqualTo("BLOCKED_STAFF");
    assertThat(reason(justBefore(set))).as("the answer for just before it").isEqualTo("NOTICE");
  }

  @Test
  @DisplayName("B-09 B-04 A suppression counts until the moment at which it ended, however typed")
  void suppression() {
    api.call().delete("/contacts/{id}", made.contact()).then().statusCode(204);
    api.contact(ADDRESS, "de");
    api.server().clock().tick(Duration.ofSeconds(1));
    Instant ended = now();
    var typed = CheckedAddress.parse(Channel.EMAIL, "Moment@Example.org").orElseThrow();
    boolean removed =
        api.server()
            .bean(Suppressions.class)
            .remove(api.tenant(), typed, Actor.PROCESS, "by letter");
    assertThat(removed).as("whether %s was taken off the list", typed.typed()).isTrue();
    api.server().clock().tick(Duration.ofSeconds(1));
    assertThat(reason(now())).as("the answer for now").isEqualTo("NOTICE");
    assertThat(reason(ended)).as("the answer for the moment of the end").isEqualTo("NOTICE");
    assertThat(reason(justBefore(ended)))
        .as("the answer for just before the end")
        .isEqualTo("SUPPRESSED");
  }
}
