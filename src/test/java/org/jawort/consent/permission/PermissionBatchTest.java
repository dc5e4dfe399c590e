package org.jawort.consent.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import org.jawort.OwnTenant;
import org.jawort.consent.purpose.Purposes;
import org.jawort.contact.address.Channel;
import org.jawort.platform.Database;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Questions of several tenants that are answered by one statement. */
class PermissionBatchTest {
  private final OwnTenant ada = OwnTenant.fresh();
  private final OwnTenant berta = OwnTenant.fresh();
  private final OwnTenant cleo = OwnTenant.fresh();
  private final String address = "batch-" + UUID.randomUUID() + "@example.org";

  private String reason(OwnTenant tenant, MessageClass kind) {
    return tenant
        .bean(Permissions.class)
        .ask(tenant.id(), Channel.EMAIL, address, Purposes.NEWSLETTER, kind)
        .reason();
  }

  private static void confirmed(OwnTenant tenant, String address) {
    tenant.signUp(address);
    tenant.confirm(address);
  }

  /**
   * Asks for all in one batch: the first question holds the only reader up, as the table that it
   * reads is locked, and all others queue behind it until the lock is gone.
   */
  private List<String> together(List<OwnTenant> tenants, MessageClass kind) throws Exception {
    var answers = new ArrayList<FutureTask<String>>();
    var threads = new ArrayList<Thread>();
    var first = new FutureTask<>(() -> reason(ada, kind));
    ada.bean(Database.class)
        .write(
            ada.id(),
            connection -> {
              try (var statement = connection.createStatement()) {
                statement.execute("LOCK TABLE purpose IN ACCESS EXCLUSIVE MODE");
              }
              Thread.ofPlatform().start(first);
              awaitReader();
              for (OwnTenant tenant : tenants) {
                var answer = new FutureTask<>(() -> reason(tenant, kind));
                answers.add(answer);
                threads.add(Thread.ofPlatform().start(answer));
              }
              await()
                  .alias("all questions queue")
                  .until(() -> threads.stream().allMatch(PermissionBatchTest::waits));
              return true;
            });
    first.get();
    var reasons = new ArrayList<String>();
    for (FutureTask<String> answer : answers) {
      reasons.add(answer.get());
    }
    return reasons;
  }

  private static boolean waits(Thread thread) {
    return thread.getState() == Thread.State.WAITING;
  }

  /** Until the reader of permissions waits for the lock. */
  private void awaitReader() {
    String sql =
        """
        SELECT count(*) FROM pg_locks l JOIN pg_locks h USING (database, relation)
        WHERE h.pid = pg_backend_pid() AND h.granted AND h.mode = 'AccessExclusiveLock'
          AND relation = 'purpose'::regclass AND NOT l.granted
        """;
    await()
        .pollInSameThread()
        .alias("the first question waits for the lock")
        .until(() -> ada.bean(JdbcClient.class).sql(sql).query(Long.class).single() > 0);
  }

  private Map<String, String> answers(MessageClass kind) throws Exception {
    List<OwnTenant> tenants = List.of(berta, ada, cleo, ada, berta);
    List<String> reasons = together(tenants, kind);
    var answers = new LinkedHashMap<String, String>();
    for (int i = 0; i < tenants.size(); i++) {
      String name = tenants.get(i) == ada ? "ada" : tenants.get(i) == berta ? "berta" : "cleo";
      answers.put(i + " " + name, reasons.get(i));
    }
    return answers;
  }

  @Test
  @DisplayName("B-04 An address that several tenants know is answered for each by its own ledger")
  void oneAddress() throws Exception {
    confirmed(ada, address);
    berta.signUp(address);
    assertThat(answers(MessageClass.ADVERTISING))
        .as("the answers about one address, which one tenant confirmed and one does not know")
        .isEqualTo(
            Map.of(
                "0 berta", "BLOCKED_NEW",
                "1 ada", "CONFIRMED",
                "2 cleo", "EXTERNAL_ADDRESS",
                "3 ada", "CONFIRMED",
                "4 berta", "BLOCKED_NEW"));
  }

  @Test
  @DisplayName("B-04 A purpose that several tenants name alike is each tenant's own")
  void onePurpose() throws Exception {
    for (OwnTenant tenant : List.of(ada, berta, cleo)) {
      confirmed(tenant, address);
    }
    assertThat(answers(MessageClass.ADVERTISING))
        .as("the answers of three tenants whose purposes have one key")
        .isEqualTo(
            Map.of(
                "0 berta", "CONFIRMED",
                "1 ada", "CONFIRMED",
                "2 cleo", "CONFIRMED",
                "3 ada", "CONFIRMED",
                "4 berta", "CONFIRMED"));
  }
}
