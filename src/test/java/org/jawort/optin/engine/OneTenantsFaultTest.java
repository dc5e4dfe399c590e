package org.jawort.optin.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jawort.Await;
import org.jawort.OwnTenant;
import org.jawort.TestServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is damaged in one tenant's data holds up none of the others. */
class OneTenantsFaultTest {
  private final List<TestServer> servers =
      Stream.generate(TestServer::timeTraveller).limit(3).toList();

  private static String refused(OwnTenant tenant) {
    String address = "gone-" + UUID.randomUUID() + "@example.org";
    tenant.signUp(address);
    tenant.refuse(tenant.question(address));
    return address;
  }

  @Test
  @DisplayName("law 23 whoever never confirmed goes in time, also where another tenant's cannot go")
  void erasure() throws SQLException {
    List<OwnTenant> tenants =
        servers.stream().map(server -> new OwnTenant(server, server.tenant())).toList();
    List<String> addresses = tenants.stream().map(OneTenantsFaultTest::refused).toList();
    servers
        .getFirst()
        .asSuperuser(
            """
        CREATE FUNCTION jawort.stays() RETURNS trigger LANGUAGE plpgsql AS
          $$ BEGIN RAISE EXCEPTION 'damaged'; END $$;
        CREATE TRIGGER stays BEFORE DELETE ON jawort.contact FOR EACH ROW
          WHEN (OLD.tenant_id = '%s') EXECUTE FUNCTION jawort.stays()
        """
                .formatted(tenants.get(1).id().value()));
    UnconfirmedErasure erasure = servers.getFirst().bean(UnconfirmedErasure.class);
    try {
      servers.getFirst().clock().tick(Duration.ofDays(15));
      // The schedule may be at it just now, and then it is the one whose turn fails.
      var unused = catchThrowable(erasure::eraseDue);
      for (int well : List.of(0, 2)) {
        Await.until("it is gone", () -> !tenants.get(well).knows(addresses.get(well)));
      }
      assertThat(tenants.get(1).knows(addresses.get(1))).isTrue();
    } finally {
      servers.getFirst().asSuperuser("DROP FUNCTION jawort.stays() CASCADE");
    }
    erasure.eraseDue();
    Await.until("it is gone as well", () -> !tenants.get(1).knows(addresses.get(1)));
  }
}
