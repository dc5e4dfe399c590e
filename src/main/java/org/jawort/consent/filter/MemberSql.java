package org.jawort.consent.filter;

import java.util.List;
import java.util.UUID;

/** Groups whose members are listed. */
final class MemberSql {
  private final StatementParts parts;

  MemberSql(StatementParts parts) {
    this.parts = parts;
  }

  /** Whether the contact is in one of these groups. */
  String members(List<UUID> groups, boolean negated) {
    return groups.size() == 1
        ? parts.exists(
            new StatementParts.Looked(
                "contact_group_member m",
                "m.contact_id = p.contact_id AND m.group_id",
                groups.getFirst(),
                "m.tenant_id IS NOT NULL"),
            negated)
        : StatementParts.exists(
            "SELECT FROM contact_group_member m WHERE m.tenant_id = :tenant"
                + " AND m.contact_id = p.contact_id AND m.group_id = ANY ("
                + parts.parameter(groups.toArray(UUID[]::new))
                + ")",
            negated);
  }
}
