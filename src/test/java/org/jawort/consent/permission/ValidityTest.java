package org.jawort.consent.permission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import org.jawort.TestServer;
import org.jawort.consent.EventType;
import org.jawort.consent.Ledger;
import org.jawort.consent.NewEvent;
import org.jawort.consent.PurposeStatus;
import org.jawort.consent.Statuses;
import org.jawort.consent.Uses;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.consent.purpose.PurposeName;
import org.jawort.consent.purpose.PurposeProfile;
import org.jawort.consent.purpose.Purposes;
import org.jawort.contact.ContactIntake;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.IncomingContact;
import org.jawort.contact.Origin;
import org.jawort.contact.address.Channel;
import org.jawort.platform.Database;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Actor;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ValidityTest {
  private static final String ADDRESS = "ada@example.org";

  @Test
  @DisplayName("Law 24: a consent unused for longer than its purpose allows no longer counts")
  void expires() {
    try (var server = TestServer.timeTraveller()) {
      new Case(server).walk();
    }
  }

  /** One consent and its uses. */
  private static final class Case {
    private final TestServer server;
    private final Database database;
    private final TenantId tenant;
    private final PurposeId purpose;

    Case(TestServer server) {
      this.server = server;
      this.database = server.bean(Database.class);
      this.tenant = server.tenant();
      this.purpose =
          server
              .bean(Purposes.class)
              .create(tenant, "offers", profile(PurposeProfile.Expiry.BLOCK))
              .orElseThrow()
              .id();
    }

    private static PurposeProfile profile(PurposeProfile.Expiry expiry) {
      return new PurposeProfile(
          new PurposeName("Angebote", "Offers"),
          "",
          EnumSet.of(Channel.EMAIL),
          false,
          6,
          expiry,
          PurposeProfile.LegalBasis.CONSENT,
          PurposeProfile.Jurisdiction.DE);
    }

    void walk() {
      ContactPointId point = confirmed();
      Instant granted = server.clock().instant();
      server.clock().tick(Duration.ofDays(150));
      use(point);
      Instant between = server.clock().instant().plus(Duration.ofDays(60));
      server.clock().tick(Duration.ofDays(150));
      assertThat(now()).isEqualTo("CONFIRMED");
      assertThat(at(between)).isEqualTo("CONFIRMED");
      assertThat(at(granted)).isEqualTo("CONFIRMED");
      server.clock().tick(Duration.ofDays(60));
      assertThat(now()).isEqualTo("EXPIRED");
      assertThat(at(server.clock().instant())).isEqualTo("EXPIRED");
      assertThat(at(between)).isEqualTo("CONFIRMED");
      PurposeStatus status = status(point);
      assertThat(status.unused()).isNotNull();
      server.bean(Purposes.class).change(tenant, purpose, profile(PurposeProfile.Expiry.WARN));
      assertThat(now()).isEqualTo("CONFIRMED");
      assertThat(status(point).unused()).isEqualTo(status.unused());
      // What the rule was then is not what it is now.
      Instant warned = server.clock().instant();
      server.clock().tick(Duration.ofDays(1));
      server.bean(Purposes.class).change(tenant, purpose, profile(PurposeProfile.Expiry.BLOCK));
      assertThat(now()).isEqualTo("EXPIRED");
      assertThat(at(warned)).isEqualTo("CONFIRMED");
      assertThat(at(warned.minusSeconds(1))).isEqualTo("EXPIRED");
      // Nor is a later use one of then.
      Instant unused = server.clock().instant();
      server.clock().tick(Duration.ofDays(1));
      use(point);
      assertThat(now()).isEqualTo("CONFIRMED");
      assertThat(at(unused)).isEqualTo("EXPIRED");
    }

    private PurposeStatus status(ContactPointId point) {
      return server.bean(Statuses.class).of(tenant, List.of(point)).get(point).getLast();
    }

    private String now() {
      return server
          .bean(Permissions.class)
          .ask(tenant, Channel.EMAIL, ADDRESS, "offers", MessageClass.ADVERTISING)
          .reason();
    }

    private String at(Instant at) {
      return server
          .bean(Permissions.class)
          .askAt(tenant, Channel.EMAIL, ADDRESS, "offers", MessageClass.ADVERTISING, at)
          .reason();
    }

    private void use(ContactPointId point) {
      var use = new Uses.Use(tenant, point, purpose, server.clock().instant());
      database.write(
          tenant,
          connection -> {
            Uses.note(connection, List.of(use));
            return use;
          });
    }

    private ContactPointId confirmed() {
      Instant now = server.clock().instant();
      return database.write(
          tenant,
          connection -> {
            ContactPointId point =
                server
                    .bean(ContactIntake.class)
                    .takeIn(
                        connection,
                        List.of(
                            new IncomingContact(
                                tenant,
                                Channel.EMAIL,
                                ADDRESS,
                                ADDRESS,
                                null,
                                null,
                                Language.DE,
                                Origin.API,
                                null,
                                now)))
                    .getFirst()
                    .contactPoint();
            for (EventType type : List.of(EventType.SIGNED_UP, EventType.CONFIRMED)) {
              var event =
                  new NewEvent(
                      tenant,
                      point,
                      purpose,
                      type,
                      Actor.RECIPIENT,
                      "TEST",
                      null,
                      null,
                      null,
                      null,
                      now);
              server.bean(Ledger.class).append(connection, List.of(event));
            }
            return point;
          });
    }
  }
}
