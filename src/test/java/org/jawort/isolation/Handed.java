package org.jawort.isolation;

import java.util.Map;
import java.util.UUID;
import org.jawort.tenant.Tenant;
import org.jawort.tenant.UserId;

/**
 * Tablets that were given out of hand: one that shows its form, with what it sent, and an old one.
 */
record Handed(PastIsolation past, Tenant tenant) {
  void fill(UserId by, Map<String, UUID> ids) {
    ids.put("tablet", UUID.randomUUID());
    ids.put("number", UUID.randomUUID());
    // Others, which nobody sent yet.
    ids.put("TabletArrivals.note.number", UUID.randomUUID());
    ids.put("TabletArrivals.refuse.number", UUID.randomUUID());
    String sql =
        """
        INSERT INTO tablet (tenant_id, id, key_hash, form_id, place, opened_by, opened_at, ends_at,
                            idle_seconds, pin_hash, public_key, sealed_key, seen_at)
        SELECT '%1$s', id, sha256(id::text::bytea), '%3$s', 'Empfang', '%4$s', at,
               at + interval '14 days', 60, 'none', '', '', at
        FROM (VALUES ('%2$s'::uuid, now()), (gen_random_uuid(), '2020-01-01')) t (id, at);
        INSERT INTO tablet_submission (tenant_id, id, tablet_id, signed_at, arrived_at, state,
                                       contact_point_id)
        VALUES ('%1$s', '%5$s', '%2$s', now() - interval '1 hour', now(), 'TAKEN', '%6$s'),
               ('%1$s', '%7$s', '%2$s', now(), now(), 'ARRIVED', NULL);
        """
            .formatted(
                tenant.id().value(),
                ids.get("tablet"),
                ids.get("form"),
                by.value(),
                ids.get("number"),
                ids.get("contactPoint"),
                ids.get("receipt"));
    past.work(
        connection -> {
          try (var statement = connection.createStatement()) {
            return statement.execute(sql);
          }
        });
  }
}
