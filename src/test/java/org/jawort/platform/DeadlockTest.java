package org.jawort.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jawort.TestServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Two that wait for one another: one begins anew, and both are done. */
class DeadlockTest {
  private final TestServer server = TestServer.guest();
  private final Database database = server.bean(Database.class);

  @Test
  @DisplayName("what a deadlock ended is done anew, and both come through")
  void anew() throws Exception {
    UUID one = server.tenant().value();
    UUID two = server.withTenant().tenant().value();
    var tenants = List.of(new TenantId(one), new TenantId(two));
    var both = new CountDownLatch(2);
    var runs = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> here = threads.submit(() -> locked(tenants, one, two, both, runs));
      Future<Boolean> there = threads.submit(() -> locked(tenants, two, one, both, runs));
      assertThat(here.get()).isTrue();
      assertThat(there.get()).isTrue();
    }
    // Whoever begins anew may be quicker than the one who waits, and then it happens once more.
    assertThat(runs.get()).isGreaterThanOrEqualTo(3);
  }

  private boolean locked(
      List<TenantId> tenants, UUID first, UUID second, CountDownLatch both, AtomicInteger runs) {
    return database.writeAnew(
        tenants,
        connection -> {
          runs.incrementAndGet();
          lock(connection, first);
          both.countDown();
          await(both);
          lock(connection, second);
          return true;
        });
  }

  private static void await(CountDownLatch both) {
    try {
      both.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void lock(Connection connection, UUID tenant) throws SQLException {
    Rows.sql(connection, "UPDATE tenant SET name = name WHERE id = :id")
        .uuid("id", tenant)
        .update();
  }

  @Test
  @DisplayName("any other fault is not tried again")
  void once() {
    var runs = new AtomicInteger();
    assertThatThrownBy(
            () ->
                database.writeAnew(
                    server.tenant(),
                    connection -> {
                      runs.incrementAndGet();
                      throw new SQLException("no", "23505");
                    }))
        .isInstanceOf(DatabaseException.class);
    assertThat(runs.get()).isEqualTo(1);
  }
}
