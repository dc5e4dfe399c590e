package org.jawort.isolation;

import java.util.Map;
import java.util.UUID;
import org.jawort.TestServer;
import org.jawort.form.shield.NetworkLimits;
import org.jawort.form.shield.ShieldRules;
import org.jawort.form.shield.ShieldSettings;
import org.jawort.tenant.Tenant;

/**
 * What the shield of the forms knows: limits, networks long quiet, a step that was taken, what it
 * caught today.
 */
record Shielded(TestServer server, PastIsolation past, Tenant tenant) {
  void fill(Map<String, UUID> ids) {
    server
        .bean(ShieldSettings.class)
        .change(
            tenant.id(),
            UUID.randomUUID(),
            ShieldRules.USUAL.with(new NetworkLimits(100 + tenant.number(), 1000)));
    ids.put("network", UUID.randomUUID());
    ids.put("networkOfAll", UUID.randomUUID());
    ids.put("step", UUID.randomUUID());
    ids.put("alarm", UUID.randomUUID());
    ids.put("receipt", UUID.randomUUID());
    // Another one, which was not taken yet.
    ids.put("SpentSteps.spend.step", UUID.randomUUID());
    String sql =
        """
        INSERT INTO form_network (tenant_id, network, hour, hour_count, day, day_count)
        VALUES ('%1$s', '%2$s', '2020-01-01', 1, '2020-01-01', 1);
        INSERT INTO form_caught (tenant_id, form_id, day, reason, count)
        VALUES ('%1$s', '%3$s', '%4$s', 'TOO_FAST', 3);
        INSERT INTO form_step (tenant_id, step, forgotten_at)
        VALUES ('%1$s', '%5$s', '2020-01-01');
        INSERT INTO form_alarm (tenant_id, id, form_id, since, counted, usual, paused)
        VALUES ('%1$s', '%6$s', '%3$s', now(), 999, 7, false);
        """
            .formatted(
                tenant.id().value(),
                ids.get("network"),
                ids.get("form"),
                server.clock().instant().atZone(tenant.timeZone()).toLocalDate(),
                ids.get("step"),
                ids.get("alarm"));
    past.work(
        connection -> {
          try (var statement = connection.createStatement()) {
            return statement.execute(sql);
          }
        });
  }
}
