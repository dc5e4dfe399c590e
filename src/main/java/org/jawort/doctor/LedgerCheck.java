package org.jawort.doctor;

import java.sql.ResultSet;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jawort.consent.StatusDifference;
import org.jawort.consent.Statuses;
import org.jawort.platform.Database;
import org.jawort.platform.TenantId;
import org.jawort.tenant.audit.AuditKind;
import org.jawort.tenant.audit.CommandTrail;

/** Are statuses and mail blocks what the ledger says? Differences are named by ids alone. */
final class LedgerCheck {
  private static final int MOST_LINES = 1_000;

  private final Database database;
  private final Statuses statuses;
  private final Findings findings;
  private final CommandTrail trail;

  LedgerCheck(Database database, InstantSource clock, Findings findings) {
    this.database = database;
    this.statuses = new Statuses(database, clock);
    this.findings = findings;
    this.trail = new CommandTrail(database, clock);
  }

  void examine(boolean repair) {
    for (TenantId tenant : tenants()) {
      List<StatusDifference> found = repair ? rebuilt(tenant) : statuses.differences(tenant);
      found.stream().limit(MOST_LINES).forEach(one -> tell(tenant, one, repair));
      if (found.size() > MOST_LINES) {
        findings.note("ledger: … and %,d more".formatted(found.size() - MOST_LINES));
      }
      if (found.isEmpty()) {
        findings.good(
            "ledger: tenant %s, statuses and blocks are as it says".formatted(tenant.value()));
      }
    }
  }

  private List<StatusDifference> rebuilt(TenantId tenant) {
    return trail.write(
        Map.of(tenant, List.of()),
        AuditKind.CONSENT,
        "jawort doctor --repair",
        connection -> statuses.rebuild(tenant));
  }

  private void tell(TenantId tenant, StatusDifference one, boolean repaired) {
    UUID purpose = one.purpose();
    String line =
        "ledger: tenant %s, contact point %s, %s: stored %s, the ledger says %s"
            .formatted(
                tenant.value(),
                one.contactPoint(),
                purpose == null ? "mail block" : "purpose " + purpose,
                one.stored(),
                one.folded());
    if (repaired) {
      findings.note(line + "; repaired");
    } else {
      findings.bad(line + "; mend it by: jawort doctor --repair");
    }
  }

  /** All that there are. */
  List<TenantId> tenants() {
    return database.read(
        Set.<TenantId>of(),
        connection -> {
          var tenants = new ArrayList<TenantId>();
          try (var statement = connection.createStatement();
              ResultSet row = statement.executeQuery("SELECT id FROM tenant_directory()")) {
            while (row.next()) {
              tenants.add(new TenantId(row.getObject("id", UUID.class)));
            }
          }
          return tenants;
        });
  }
}
