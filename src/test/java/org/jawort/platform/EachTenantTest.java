package org.jawort.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a fault of one tenant is its own")
class EachTenantTest {
  private final List<TenantId> tenants =
      LongStream.rangeClosed(1, 3).mapToObj(i -> new TenantId(new UUID(0, i))).toList();
  private final List<TenantId> served = new ArrayList<>();

  private void serve(RuntimeException fault) {
    EachTenant.run(
        tenants,
        tenant -> {
          served.add(tenant);
          if (!tenant.equals(tenants.getLast())) {
            throw fault;
          }
        });
  }

  @Test
  @DisplayName("all have their turn, and the first fault is told at the end")
  void all() {
    var fault = new IllegalStateException("damaged");
    assertThatThrownBy(() -> serve(fault)).isSameAs(fault);
    assertThat(served).isEqualTo(tenants);
  }

  @Test
  @DisplayName("where the database is away, nobody waits for it once for each tenant")
  void away() {
    var fault = new DatabaseException(new SQLException("gone", "08006"));
    assertThatThrownBy(() -> serve(fault)).isSameAs(fault);
    assertThat(served).hasSize(1);
  }
}
