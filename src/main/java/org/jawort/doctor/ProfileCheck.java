package org.jawort.doctor;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jawort.tenant.ProfileLack;

/** Does each tenant say in whose name its forms and mails are? Otherwise none goes out. */
final class ProfileCheck {
  private final Database database;
  private final List<TenantId> tenants;
  private final Findings findings;

  ProfileCheck(Database database, List<TenantId> tenants, Findings findings) {
    this.database = database;
    this.tenants = tenants;
    this.findings = findings;
  }

  void examine() {
    for (TenantId tenant : tenants) {
      List<ProfileLack> lacks = lacks(tenant);
      if (lacks.isEmpty()) {
        findings.good("profile: tenant %s is complete".formatted(tenant.value()));
      } else {
        findings.bad(
            ("profile: tenant %s lacks %s; until its owner completes the settings (/app/settings),"
                    + " no form is online and no mail leaves")
                .formatted(tenant.value(), words(lacks)));
      }
    }
  }

  private static String words(List<ProfileLack> lacks) {
    return lacks.stream()
        .map(lack -> lack.name().toLowerCase(Locale.ROOT).replace('_', ' '))
        .collect(Collectors.joining(", "));
  }

  private List<ProfileLack> lacks(TenantId tenant) {
    String sql =
        """
        SELECT name, imprint, privacy_policy_url, sender_name, sender_address
        FROM tenant WHERE id = :tenant
        """;
    return database.read(
        tenant,
        connection ->
            Rows.sql(connection, sql).uuid("tenant", tenant.value()).only(ProfileCheck::lacks));
  }

  private static List<ProfileLack> lacks(ResultSet row) throws SQLException {
    return ProfileLack.of(
        row.getString(1),
        row.getString(2),
        Optional.ofNullable(row.getString(3)).map(URI::create),
        row.getString(4),
        row.getString(5));
  }
}
