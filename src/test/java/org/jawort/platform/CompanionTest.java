package org.jawort.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jawort.OwnTenant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CompanionTest {
  private final OwnTenant tenant = OwnTenant.fresh();
  private final Database database = tenant.bean(Database.class);

  /** Hears what happens, and refuses to write where it is told to. */
  private static final class Witness implements Database.Companion {
    private final List<String> heard = new ArrayList<>();
    private boolean broken;

    @Override
    public void write(Connection connection, Set<TenantId> tenants) throws SQLException {
      heard.add("writes for " + tenants.size());
      if (broken) {
        throw new SQLException("no place left");
      }
    }

    @Override
    public void ended(boolean committed) {
      heard.add(committed ? "committed" : "rolled back");
    }
  }

  private void rename(String name) {
    database.write(
        tenant.id(),
        connection ->
            Rows.sql(connection, "UPDATE tenant SET name = :name WHERE id = :id")
                .text("name", name)
                .uuid("id", tenant.id().value())
                .update());
  }

  private String name() {
    return tenant.list(String.class, "SELECT name FROM tenant", Map.of()).getFirst();
  }

  @Test
  @DisplayName("law 64 a change whose entry cannot be written is not made either")
  void sameTransaction() {
    var witness = new Witness();
    database.accompany(witness);
    try {
      rename("Salon Eins");
      database.read(tenant.id(), connection -> true);
      witness.broken = true;
      assertThatThrownBy(() -> rename("Salon Zwei")).isInstanceOf(DatabaseException.class);
    } finally {
      database.accompany(null);
    }
    rename(name() + " Drei");
    assertThat(name()).isEqualTo("Salon Eins Drei");
    assertThat(witness.heard)
        .containsExactly("writes for 1", "committed", "writes for 1", "rolled back");
  }
}
