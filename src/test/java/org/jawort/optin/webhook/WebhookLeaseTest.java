package org.jawort.optin.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jawort.TestServer;
import org.jawort.delivery.TestInstallation;
import org.jawort.platform.Database;
import org.jawort.platform.Ids;
import org.jawort.platform.TenantId;
import org.jawort.tenant.NewTenant;
import org.jawort.tenant.Tenants;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A call is in one hand at a time, and is made again ever more seldom. These are due tomorrow. */
class WebhookLeaseTest {
  private static final WebhookPost.Answer BUSY = new WebhookPost.Answer(false, false, "503");
  private static final WebhookPost.Answer TAKEN = new WebhookPost.Answer(true, false, "204");

  private final TestServer server = TestServer.shared();
  private final Database database = server.bean(Database.class);
  private final WebhookCalls calls = server.bean(WebhookCalls.class);
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
                    INSERT INTO webhook_call (tenant_id, id, run_id, process_id, process_version,
                                              step, contact_point_id, purpose_id, url, status,
                                              created_at, due_at)
                    VALUES (:tenant, :id, :id, :id, 1, 'hook', :id, :id, 'https://crm.example/',
                            'QUEUED', :due, :due)
                    """)
                .param("tenant", tenant.value())
                .param("id", id)
                .param("due", Timestamp.from(due))
                .update());
    return id;
  }

  private List<WebhookCall> claim(Instant now, int most) {
    return database.write(tenant, connection -> calls.claim(connection, tenant, now, most));
  }

  private static List<UUID> ids(List<WebhookCall> claimed) {
    return claimed.stream().map(WebhookCall::id).toList();
  }

  private void answer(WebhookCall call, WebhookPost.Answer answer, Instant at) {
    database.write(
        tenant,
        connection -> {
          calls.answer(connection, call, answer, at);
          return call;
        });
  }

  private SentWebhook sent() {
    return database.read(tenant, connection -> calls.newest(connection, tenant, 1)).getFirst();
  }

  @Test
  @DisplayName("B-10 What is claimed is nobody else's until its lease is over")
  void leased() {
    UUID call = queue(tomorrow);
    assertThat(claim(tomorrow.minusMillis(1), 9)).as("a claim before time").isEmpty();
    assertThat(ids(claim(tomorrow, 9))).as("the first claim").containsExactly(call);
    Instant over = tomorrow.plus(WebhookCalls.LEASE);
    assertThat(claim(over.minusMillis(1), 9)).as("a second claim during the lease").isEmpty();
    assertThat(claim(over, 9))
        .as("the attempts when it is claimed after the lease")
        .extracting(WebhookCall::attempts)
        .containsExactly(2);
  }

  @Test
  @DisplayName("B-10 Two nodes claim at one moment: neither waits, and none gets the other's")
  void twoClaimers() {
    UUID first = queue(tomorrow);
    UUID second = queue(tomorrow.plusMillis(1));
    var claimed = new ArrayList<List<UUID>>();
    database.write(
        tenant,
        connection -> {
          claimed.add(ids(claim(tomorrow.plusSeconds(1), 1)));
          claimed.add(CompletableFuture.supplyAsync(this::claimWithoutWaiting).join());
          return claimed;
        });
    assertThat(claimed)
        .as("what the first claimed, and the second before the first had ended")
        .containsExactly(List.of(first), List.of(second));
  }

  /** Ends with an error where it has to wait for a row that another transaction holds. */
  private List<UUID> claimWithoutWaiting() {
    return database.write(
        tenant,
        connection -> {
          try (var statement = connection.createStatement()) {
            statement.execute("SET LOCAL lock_timeout = '5s'");
          }
          return ids(claim(tomorrow.plusSeconds(1), 9));
        });
  }

  @Test
  @DisplayName(
      "B-10 Each pause is twice as long as the one before, six hours at most, twelve times")
  void pauses() {
    queue(tomorrow);
    Instant now = tomorrow;
    for (int attempt = 1; attempt <= 12; attempt++) {
      WebhookCall call = claim(now, 1).getFirst();
      assertThat(call.attempts()).as("attempts at %s", now).isEqualTo(attempt);
      answer(call, BUSY, now);
      Instant next = now.plus(Duration.ofMinutes(Math.min(1L << attempt, 360)));
      assertThat(claim(next.minusMillis(1), 1)).as("before pause %s is over", attempt).isEmpty();
      now = next;
    }
    assertThat(claim(now.plus(Duration.ofDays(9)), 1)).as("after the twelfth attempt").isEmpty();
    assertThat(sent().status()).isEqualTo(SentWebhook.Status.FAILED);
    assertThat(sent().attempts()).as("attempts in all").isEqualTo(12);
  }

  @Test
  @DisplayName("B-10 What the other side took stays taken, and is not called again")
  void answeredOnce() {
    queue(tomorrow);
    WebhookCall call = claim(tomorrow, 1).getFirst();
    answer(call, TAKEN, tomorrow);
    answer(call, BUSY, tomorrow.plusSeconds(1));
    assertThat(sent().status()).isEqualTo(SentWebhook.Status.DONE);
    assertThat(sent().answer()).isEqualTo("204");
    assertThat(claim(tomorrow.plus(Duration.ofDays(1)), 1)).as("a claim a day later").isEmpty();
  }
}
