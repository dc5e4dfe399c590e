package org.jawort.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import org.jawort.TestPostgres;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("B-02 the embedded database without its secret is not used with a new one")
class LostSecretTest {
  @Test
  void lost(@TempDir Path folder) throws Exception {
    // The database's own user must pass through.
    Files.setPosixFilePermissions(
        folder, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
    Path data = folder.resolve("data");
    TestPostgres.unpackedInto(data);
    Settings settings =
        Settings.load(Map.of("JAWORT_DATA", data.toString()), folder.resolve("no-such-file"));
    UUID tenant = UUID.randomUUID();
    try (OpenedDatabase opened = OpenedDatabase.open(settings)) {
      MasterSecret.of(settings);
      new Database(opened.pool())
          .write(new TenantId(tenant), connection -> insertTenant(connection, tenant));
    }
    String secret = Files.readString(data.resolve("secret"));
    Files.delete(data.resolve("secret"));
    assertThatThrownBy(() -> OpenedDatabase.open(settings).close())
        .isInstanceOf(SettingException.class)
        .hasMessageStartingWith("JAWORT_DATA=" + data + " holds a database but not its file")
        .hasMessageNotContaining("\n");
    assertThat(data.resolve("secret")).doesNotExist();
    Files.writeString(data.resolve("secret"), secret);
    OpenedDatabase.open(settings).close();
  }

  private static int insertTenant(Connection connection, UUID tenant) throws java.sql.SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.executeUpdate(
          """
          INSERT INTO tenant (id, name, sender_name, sender_address, default_language, time_zone,
                              created_at)
          VALUES ('%s', 'Salon', 'Salon', 'post@salon.example', 'de', 'Europe/Berlin', now())
          """
              .formatted(tenant));
    }
  }
}
