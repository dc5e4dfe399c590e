package org.jawort.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jawort.TestServer;
import org.jawort.platform.Database;
import org.jawort.platform.Ids;
import org.jawort.platform.TenantId;
import org.jawort.tenant.NewTenant;
import org.jawort.tenant.Tenants;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A mail to staff is in one hand at a time too. These are due tomorrow, and so lie still. */
class StaffMailClaimsTest {
  private final TestServer server = TestServer.shared();
  private final Database database = server.bean(Database.class);
  private final StaffMailClaims claims = server.bean(StaffMailClaims.class);
  private final TenantId tenant =
      server
          .bean(Tenants.class)
          .create(new NewTenant(TestInstallation.profile("Salon Ada", "Salon Ada"), true));
  private final Instant tomorrow = server.clock().instant().plus(Duration.ofDays(1));

  private UUID queue(Instant due) {
    UUID id = server.bean(Ids.class).next();
    database.write(
        tenant,
        connection ->
            server
                .bean(JdbcClient.class)
                .sql(
                    """
                    INSERT INTO staff_mail (tenant_id, id, kind, envelope_from, envelope_to,
                                            international, raw, status, created_at, due_at)
                    VALUES (?, ?, 'NOTICE', 'a@salon.example', 'b@salon.example', false, '', 'QUEUED',
                            ?, ?)
                    """)
                .params(tenant.value(), id, Timestamp.from(due), Timestamp.from(due))
                .update());
    return id;
  }

  private Optional<UUID> claim(Instant now) {
    return claims.claim(tenant, now).map(StaffMailClaims.Claimed::id);
  }

  @Test
  @DisplayName("S1-02 What is claimed is nobody else's until its lease is over")
  void leased() {
    UUID mail = queue(tomorrow);
    assertThat(claim(tomorrow.minusMillis(1))).as("a claim before time").isEmpty();
    assertThat(claim(tomorrow)).as("the first claim").contains(mail);
    Instant over = tomorrow.plus(Claims.LEASE);
    assertThat(claims.due(List.of(tenant), over.minusMillis(1)))
        .as("tenants with work during a lease")
        .isEmpty();
    assertThat(claim(over.minusMillis(1))).as("a second claim during the lease").isEmpty();
    assertThat(claims.claim(tenant, over).map(StaffMailClaims.Claimed::attempts))
        .as("the attempts when it is claimed after the lease")
        .contains(2);
  }

  @Test
  @DisplayName("S1-02 Two nodes claim at one moment: neither waits, and none gets the other's")
  void twoClaimers() {
    UUID first = queue(tomorrow);
    UUID second = queue(tomorrow.plusMillis(1));
    var claimed = new ArrayList<Optional<UUID>>();
    database.write(
        tenant,
        connection -> {
          claimed.add(claim(tomorrow.plusSeconds(1)));
          claimed.add(CompletableFuture.supplyAsync(this::claimWithoutWaiting).join());
          return claimed;
        });
    assertThat(claimed)
        .as("what the first claimed, and the second before the first had ended")
        .containsExactly(Optional.of(first), Optional.of(second));
  }

  /** Ends with an error where it has to wait for a row that another transaction holds. */
  private Optional<UUID> claimWithoutWaiting() {
    return database.write(
        tenant,
        connection -> {
          try (var statement = connection.createStatement()) {
            statement.execute("SET LOCAL lock_timeout = '5s'");
          }
          return claim(tomorrow.plusSeconds(1));
        });
  }

  @Test
  @DisplayName("S1-02 The first final answer stands")
  void answeredOnce() {
    var mail = new MessageId(queue(tomorrow));
    claims.record(tenant, mail.value(), MessageStatus.ACCEPTED, "250 first", tomorrow, tomorrow);
    claims.record(tenant, mail.value(), MessageStatus.QUEUED, "451 late", tomorrow, tomorrow);
    StaffMails.Progress progress =
        server.bean(StaffMails.class).progress(tenant, mail).orElseThrow();
    assertThat(progress.status()).isEqualTo(MessageStatus.ACCEPTED);
    assertThat(progress.answer()).isEqualTo("250 first");
  }
}
