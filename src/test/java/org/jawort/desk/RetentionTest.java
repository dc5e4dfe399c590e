package org.jawort.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jawort.delivery.MessageId;
import org.jawort.desk.web.DeskServer;
import org.jawort.optin.OptIns;
import org.jawort.optin.Visit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the page of retention says of a tenant of its own. */
class RetentionTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private final DeskServer desk = new DeskServer();

  private Retention.Line line(Retention.Kind kind) {
    return desk.server.bean(Retention.class).of(desk.tenant(), BERLIN).stream()
        .filter(line -> line.kind() == kind)
        .findFirst()
        .orElseThrow();
  }

  @Test
  @DisplayName("law 64 S3-02 Sign-ups that wait are counted, with the days of lapsing and erasing")
  void waiting() {
    assertThat(line(Retention.Kind.WAITING).count()).isZero();
    Instant now = desk.server.clock().instant();
    UUID contact = desk.signUp("wartet-" + UUID.randomUUID() + "@example.org", "Ada", null);
    Retention.Line line = line(Retention.Kind.WAITING);
    assertThat(line.count()).isEqualTo(1);
    assertThat(line.lapses()).isEqualTo(now.plus(Duration.ofDays(7)));
    assertThat(line.next()).isEqualTo(now.plus(Duration.ofDays(14)));
    assertThat(desk.owner().get("/app/settings/retention").body())
        .contains("noch auf die Bestätigung warten", "verfällt", "gelöscht");
    confirm(contact);
    assertThat(line(Retention.Kind.WAITING).count()).isZero();
  }

  @Test
  @DisplayName("law 64 law 34 The day is named on which the evidence of an ended consent goes")
  void yearsEnd() {
    assertThat(line(Retention.Kind.EVIDENCE).next()).isNull();
    UUID contact = desk.signUp("vorbei-" + UUID.randomUUID() + "@example.org", "Ada", null);
    MessageId mail = mail(contact);
    desk.server.bean(OptIns.class).refuse(desk.tenant(), mail, new Visit(null, null));
    int year = desk.server.clock().instant().atZone(BERLIN).getYear();
    Retention.Line line = line(Retention.Kind.EVIDENCE);
    assertThat(line.count()).isEqualTo(1);
    assertThat(line.next().atZone(BERLIN).toLocalDate()).isEqualTo(year + 4 + "-01-01");
    assertThat(line.next().truncatedTo(ChronoUnit.HOURS)).isEqualTo(line.next());
  }

  private MessageId mail(UUID contact) {
    return new MessageId(
        desk.ask(
            "SELECT id FROM message WHERE contact_point_id = :point",
            "point",
            desk.pointOf(contact)));
  }

  private void confirm(UUID contact) {
    desk.server.bean(OptIns.class).confirm(desk.tenant(), mail(contact), new Visit(null, null));
  }
}
