package org.jawort.consent.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jawort.Await;
import org.jawort.OwnTenant;
import org.jawort.TestServer;
import org.jawort.consent.Consents;
import org.jawort.consent.Evidence;
import org.jawort.consent.Statuses;
import org.jawort.consent.Withdrawal;
import org.jawort.consent.permission.MessageClass;
import org.jawort.delivery.MessageId;
import org.jawort.optin.OptIns;
import org.jawort.optin.Visit;
import org.jawort.optin.engine.UnconfirmedErasure;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every stored trace has an end: fetch, browser, network address. */
class EndedEvidenceTest {
  private final TestServer server = TestServer.timeTraveller();
  private final OwnTenant tenant = new OwnTenant(server, server.tenant());
  private final String address = "ended-" + UUID.randomUUID() + "@example.org";

  private long evidence() {
    return tenant
        .list(
            Long.class,
            """
            SELECT count(*) FROM consent_evidence v
            JOIN consent_event e ON e.tenant_id = v.tenant_id AND e.id = v.event_id
            WHERE e.tenant_id = ? AND e.contact_point_id = ?
            """,
            tenant.id().value(),
            tenant.point(address).value())
        .getFirst();
  }

  private void withdraw() {
    var said = new Withdrawal(null, null, "LINK", Evidence.of(null).seen("192.0.2.0", "Firefox"));
    tenant
        .bean(Consents.class)
        .unsubscribe(tenant.id(), tenant.point(address), tenant.newsletter(), said);
  }

  private long waiting() {
    return tenant
        .list(
            Long.class,
            "SELECT count(*) FROM message WHERE tenant_id = ? AND status = 'QUEUED'",
            tenant.id().value())
        .getFirst();
  }

  private void end() {
    server.bean(UnconfirmedErasure.class).eraseDue();
    server.recur("tenant.retention.RetentionNight");
  }

  @Test
  @DisplayName("law 34 law 64 evidence goes three years after the year in which the consent ended")
  void threeYears() {
    tenant.confirmed(address);
    Await.until("the mail has gone out or is withheld", () -> waiting() == 0);
    server.clock().tick(Duration.ofDays(5 * 365));
    end();
    assertThat(evidence()).as("while the consent stands").isGreaterThanOrEqualTo(2);
    withdraw();
    long before = evidence();
    int year = tenant.now().atZone(ZoneId.of("Europe/Berlin")).getYear();
    Duration toTheEnd =
        Duration.between(
            tenant.now(), LocalDate.of(year + 4, 1, 1).atStartOfDay(ZoneId.of("Europe/Berlin")));
    server.clock().tick(toTheEnd.minusHours(1));
    end();
    assertThat(evidence()).isEqualTo(before);
    // Into the night after the year's end.
    server.clock().tick(Duration.ofHours(4));
    end();
    assertThat(evidence()).isZero();
    assertThat(tenant.status(address)).isEqualTo("REVOKED");
    assertThat(tenant.may(address, MessageClass.OPT_IN)).isEqualTo("REVOKED");
    assertThat(
            tenant.list(
                Long.class,
                "SELECT count(*) FROM evidence_ended WHERE tenant_id = ?",
                tenant.id().value()))
        .isEqualTo(List.of(before));
    assertThat(tenant.bean(Statuses.class).differences(tenant.id())).isEmpty();
  }

  private List<Long> fetches() {
    return tenant.list(
        Long.class, "SELECT count(*) FROM link_fetch WHERE tenant_id = ?", tenant.id().value());
  }

  @Test
  @DisplayName("law 64 fetches of links are forgotten after 180 days")
  void fetched() {
    MessageId mail = tenant.confirmed(address);
    OptIns optIns = tenant.bean(OptIns.class);
    optIns.noteFetch(tenant.id(), mail, "CONFIRM", new Visit(null, "a scanner"));
    server.clock().tick(Duration.ofDays(100));
    optIns.noteFetch(tenant.id(), mail, "UNSUBSCRIBE", new Visit(null, "a reader"));
    server.clock().tick(Duration.ofDays(79));
    server.recur("tenant.retention.RetentionNight");
    assertThat(fetches()).containsExactly(2L);
    server.clock().tick(Duration.ofDays(2));
    server.recur("tenant.retention.RetentionNight");
    assertThat(fetches()).containsExactly(1L);
  }
}
