package org.jawort.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.jawort.TestServer;
import org.jawort.consent.purpose.PurposeId;
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
import org.jawort.tenant.Tenants;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Any sequence of events: the fold over the ledger equals the stored row. */
class LedgerPropertyTest {
  private final TestServer server = TestServer.shared();
  private final Database database = server.bean(Database.class);
  private final Ledger ledger = server.bean(Ledger.class);
  private final JdbcClient jdbc = server.bean(JdbcClient.class);
  private final TenantId tenant = server.bean(Tenants.class).all().getFirst();
  private final PurposeId purpose =
      server.bean(Purposes.class).byKey(tenant, Purposes.NEWSLETTER).orElseThrow().id();

  @Property(tries = 60)
  void theFoldEqualsTheRow(@ForAll @Size(max = 25) List<EventType> types, @ForAll int seed) {
    ContactPointId point = newContactPoint();
    Actor.Kind[] kinds = Actor.Kind.values();
    int shift = Math.floorMod(seed, kinds.length);
    ConsentStatus folded = ConsentStatus.UNKNOWN;
    for (int i = 0; i < types.size(); i++) {
      EventType type = types.get(i);
      if (type.aboutNoPurpose()) {
        continue; // RulePropertyTest
      }
      Actor.Kind kind = kinds[(i + shift) % kinds.length];
      ConsentStatus before = folded;
      AppendOutcome answer = append(point, type, kind);
      assertThat(answer.before()).isEqualTo(before);
      folded = answer instanceof AppendOutcome.Changed changed ? changed.after() : before;
      if (before == ConsentStatus.REVOKED && folded != before) {
        // Staff only by the one event that the tenant's setting stands before (domain.md).
        Actor.Kind lifting =
            type == EventType.DECLARED_ANEW ? Actor.Kind.STAFF : Actor.Kind.RECIPIENT;
        assertThat(kind).as("who lifts a withdrawal by %s", type).isEqualTo(lifting);
      }
    }
    assertThat(stored(point)).isEqualTo(folded);
    assertThat(lastInLedger(point)).isEqualTo(folded);
  }

  private ContactPointId newContactPoint() {
    String address = UUID.randomUUID() + "@example.org";
    return database.write(
        tenant,
        connection ->
            server
                .bean(ContactIntake.class)
                .takeIn(
                    connection,
                    List.of(
                        IncomingContact.by(tenant, Channel.EMAIL, address, address)
                            .from(Origin.API, Language.DE, server.clock().instant())))
                .getFirst()
                .contactPoint());
  }

  private AppendOutcome append(ContactPointId point, EventType type, Actor.Kind kind) {
    var event =
        NewEvent.of(type, tenant, point, purpose)
            .by(new Actor(kind, null), "TEST", server.clock().instant());
    return database.write(
        tenant, connection -> ledger.append(connection, List.of(event)).getFirst());
  }

  private ConsentStatus stored(ContactPointId point) {
    return status("SELECT status FROM consent WHERE tenant_id = ? AND contact_point_id = ?", point);
  }

  private ConsentStatus lastInLedger(ContactPointId point) {
    return status(
        """
        SELECT status FROM consent_event WHERE tenant_id = ? AND contact_point_id = ?
        ORDER BY id DESC LIMIT 1
        """,
        point);
  }

  private ConsentStatus status(String sql, ContactPointId point) {
    return database.read(
        tenant,
        connection ->
            jdbc.sql(sql)
                .params(tenant.value(), point.value())
                .query(String.class)
                .optional()
                .map(ConsentStatus::valueOf)
                .orElse(ConsentStatus.UNKNOWN));
  }
}
