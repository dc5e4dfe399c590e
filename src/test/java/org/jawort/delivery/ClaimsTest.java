package org.jawort.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jawort.TestServer;
import org.jawort.platform.Database;
import org.jawort.platform.TenantId;
import org.jawort.tenant.NewTenant;
import org.jawort.tenant.Tenants;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * A message is in one hand at a time, however many nodes look into one outbox. The messages here
 * are due tomorrow, so that the server's own sender lets them lie.
 */
class ClaimsTest {
  private final TestServer server = TestServer.shared();
  private final Claims claims = server.bean(Claims.class);
  private final TenantId tenant =
      server
          .bean(Tenants.class)
          .create(new NewTenant(TestInstallation.profile("Salon Ada", "Salon Ada"), true));
  private final Instant tomorrow = server.clock().instant().plus(Duration.ofDays(1));
  private final DueMessages messages = new DueMessages(server, tenant);

  private MessageId queue(Instant due) {
    return messages.queue(due);
  }

  private List<MessageId> claim(Instant now, int most, Collection<MessageId> inHand) {
    List<UUID> busy = inHand.stream().map(MessageId::value).toList();
    return claims.claim(tenant, now, most, busy).messages().stream().map(Outgoing::id).toList();
  }

  @Test
  @DisplayName("S1-02 What is claimed is nobody else's until its lease is over")
  void leased() {
    MessageId message = queue(tomorrow);
    assertThat(claim(tomorrow, 10, List.of())).as("the first claim").containsExactly(message);
    Instant last = tomorrow.plus(Claims.LEASE).minusMillis(1);
    assertThat(claims.due(List.of(tenant), last)).as("tenants with work during a lease").isEmpty();
    assertThat(claim(last, 10, List.of())).as("a second claim during the lease").isEmpty();
    Instant over = tomorrow.plus(Claims.LEASE);
    assertThat(claims.due(List.of(tenant), over)).as("after the lease").containsExactly(tenant);
    assertThat(claims.claim(tenant, over, 10, List.of()).messages())
        .as("a claim when the lease is over, and its attempts")
        .extracting(Outgoing::id, Outgoing::attempts)
        .containsExactly(tuple(message, 2));
  }

  @Test
  @DisplayName("S1-02 What this node has in hand is not claimed anew, though its lease be over")
  void inHand() {
    MessageId slow = queue(tomorrow);
    assertThat(claim(tomorrow, 10, List.of())).containsExactly(slow);
    Instant later = tomorrow.plus(Claims.LEASE).plusSeconds(60);
    MessageId other = queue(tomorrow);
    assertThat(claim(later, 10, List.of(slow)))
        .as("what a node claims that is still busy with a message of expired lease")
        .containsExactly(other);
    assertThat(claim(later, 10, List.of())).as("what another node claims").containsExactly(slow);
  }

  @Test
  @DisplayName("S1-02 Two nodes claim at one moment: neither waits, and none gets the other's")
  void twoClaimers() {
    MessageId first = queue(tomorrow);
    MessageId second = queue(tomorrow.plusMillis(1));
    Instant now = tomorrow.plusSeconds(1);
    var claimed = new ArrayList<List<MessageId>>();
    server
        .bean(Database.class)
        .write(
            tenant,
            connection -> {
              claimed.add(claim(now, 1, List.of()));
              claimed.add(CompletableFuture.supplyAsync(() -> claimWithoutWaiting(now)).join());
              return claimed;
            });
    assertThat(claimed)
        .as("what the first claimed, and the second before the first had ended")
        .containsExactly(List.of(first), List.of(second));
  }

  /** Ends with an error where it has to wait for a row that another transaction holds. */
  private List<MessageId> claimWithoutWaiting(Instant now) {
    return server
        .bean(Database.class)
        .write(
            tenant,
            connection -> {
              try (var statement = connection.createStatement()) {
                statement.execute("SET LOCAL lock_timeout = '5s'");
              }
              return claim(now, 10, List.of());
            });
  }

  @Test
  @DisplayName(
      "S1-02 The longest due is claimed first, no more than asked for, nothing before time")
  void order() {
    MessageId late = queue(tomorrow.plusSeconds(2));
    MessageId early = queue(tomorrow);
    assertThat(claim(tomorrow.minusMillis(1), 10, List.of())).as("before time").isEmpty();
    assertThat(claim(tomorrow.plusSeconds(3), 1, List.of()))
        .as("one of two that are due")
        .containsExactly(early);
    assertThat(claim(tomorrow.plusSeconds(3), 10, List.of())).as("the rest").containsExactly(late);
  }
}
