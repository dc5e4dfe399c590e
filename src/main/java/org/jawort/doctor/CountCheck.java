package org.jawort.doctor;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jawort.contact.group.HolderCounts;
import org.jawort.optin.funnel.SignUpCounts;
import org.jawort.platform.Database;
import org.jawort.platform.TenantId;
import org.jawort.tenant.audit.AuditKind;
import org.jawort.tenant.audit.CommandTrail;

/** Are the counts that pages show those of the rows themselves? */
final class CountCheck {
  private final SignUpCounts signUps;
  private final HolderCounts holders;
  private final CommandTrail trail;
  private final List<TenantId> tenants;
  private final Findings findings;

  CountCheck(Database database, InstantSource clock, List<TenantId> tenants, Findings findings) {
    this.signUps = new SignUpCounts(database);
    this.holders = new HolderCounts(database);
    this.trail = new CommandTrail(database, clock);
    this.tenants = tenants;
    this.findings = findings;
  }

  /** Counts once more what it is handed a connection for, and returns what was counted wrong. */
  private interface Recount {
    List<String> anew(Connection connection, TenantId tenant) throws SQLException;
  }

  void examine(boolean repair) {
    for (TenantId tenant : tenants) {
      compare(
          tenant,
          "sign-ups",
          "sign-ups of ",
          signUps.differences(tenant),
          signUps::recount,
          repair);
      compare(
          tenant,
          "groups and fields",
          "who is in the groups or has the fields ",
          holders.differences(tenant),
          holders::recount,
          repair);
    }
  }

  private void compare(
      TenantId tenant,
      String all,
      String some,
      List<String> wrong,
      Recount recount,
      boolean repair) {
    String line = "counts: tenant %s, ".formatted(tenant.value());
    if (wrong.isEmpty()) {
      findings.good(line + all + " are counted right");
    } else if (repair) {
      trail.write(
          Map.of(tenant, List.of()),
          AuditKind.WORK,
          "jawort doctor --repair",
          connection -> recount.anew(connection, tenant));
      findings.note(line + some + String.join(", ", wrong) + " were counted anew");
    } else {
      findings.bad(
          line
              + some
              + String.join(", ", wrong)
              + " are counted wrong; mend it by: jawort doctor --repair");
    }
  }
}
