package org.jawort.doctor;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jawort.optin.funnel.SignUpCounts;
import org.jawort.platform.Database;
import org.jawort.platform.TenantId;
import org.jawort.tenant.audit.AuditKind;
import org.jawort.tenant.audit.CommandTrail;

/** Are the counts that pages show those of the sign-ups themselves? */
final class CountCheck {
  private final SignUpCounts counts;
  private final CommandTrail trail;
  private final List<TenantId> tenants;
  private final Findings findings;

  CountCheck(Database database, InstantSource clock, List<TenantId> tenants, Findings findings) {
    this.counts = new SignUpCounts(database);
    this.trail = new CommandTrail(database, clock);
    this.tenants = tenants;
    this.findings = findings;
  }

  void examine(boolean repair) {
    for (TenantId tenant : tenants) {
      List<String> days = counts.differences(tenant);
      String line = "counts: tenant %s, ".formatted(tenant.value());
      if (days.isEmpty()) {
        findings.good(line + "sign-ups are counted right");
      } else if (repair) {
        repaired(tenant);
        findings.note(line + "sign-ups of " + String.join(", ", days) + " were counted anew");
      } else {
        findings.bad(
            line
                + "sign-ups of "
                + String.join(", ", days)
                + " are counted wrong; mend it by: jawort doctor --repair");
      }
    }
  }

  private void repaired(TenantId tenant) {
    trail.write(
        Map.of(tenant, List.of()),
        AuditKind.WORK,
        "jawort doctor --repair",
        connection -> counts.recount(connection, tenant));
  }
}
