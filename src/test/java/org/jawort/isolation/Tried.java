package org.jawort.isolation;

import java.util.Map;
import java.util.UUID;
import org.jawort.TestServer;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.contact.address.Channel;
import org.jawort.contact.address.CheckedAddress;
import org.jawort.optin.process.ProcessId;
import org.jawort.optin.trial.NewTrial;
import org.jawort.optin.trial.Trial;
import org.jawort.optin.trial.TrialOutcome;
import org.jawort.optin.trial.Trials;
import org.jawort.platform.TenantId;
import org.jawort.tenant.UserId;

/** A trial that waits although its time is over, and a call that it queued. */
record Tried(TestServer server, PastIsolation past, TenantId tenant) {
  void fill(Map<String, UUID> ids, String address) {
    Trials trials = server.bean(Trials.class);
    var wish =
        new NewTrial(
            new UserId(ids.get("user")),
            new ProcessId(ids.get("process")),
            1,
            new PurposeId(ids.get("purpose")),
            CheckedAddress.parse(Channel.EMAIL, "probe-" + address).orElseThrow());
    var started = (TrialOutcome.Started) trials.start(tenant, wish);
    Trial trial = trials.find(tenant, started.trial()).orElseThrow();
    UUID mail = UUID.randomUUID();
    ids.put("trial", trial.id().value());
    for (String door : new String[] {"Trials", "TrialRows"}) {
      ids.put(door + ".message", mail);
    }
    for (String door : new String[] {"Trials", "TrialRows", "TrialRuns"}) {
      ids.put(door + ".run", trial.run().value());
    }
    for (String door : new String[] {"Trials", "TrialRows", "TrialPeople"}) {
      ids.put(door + ".contactPoint", trial.contactPoint().value());
    }
    ids.put("CalledHosts.contactPoint", trial.contactPoint().value());
    // Somebody whom nobody asks anything.
    ids.put("TrialRuns.contactPoint", ids.get("EvidenceFiles.contactPoint"));
    String sql =
        """
        UPDATE trial SET remove_at = now() - interval '1 day', message_ids = ARRAY['%3$s'::uuid]
        WHERE tenant_id = '%1$s';
        UPDATE run SET due_at = due_at + interval '1 day'
        WHERE tenant_id = '%1$s' AND id = '%2$s';
        INSERT INTO webhook_call (tenant_id, id, run_id, process_id, process_version, step,
                                  contact_point_id, purpose_id, url, status, attempts, created_at,
                                  due_at)
        VALUES ('%1$s', gen_random_uuid(), '%2$s', '%4$s', 1, 'hook', '%5$s', '%6$s',
                'https://crm.example/', 'DONE', 1, now(), now());
        """
            .formatted(
                tenant.value(),
                trial.run().value(),
                mail,
                ids.get("process"),
                trial.contactPoint().value(),
                ids.get("purpose"));
    past.work(
        connection -> {
          try (var statement = connection.createStatement()) {
            return statement.execute(sql);
          }
        });
  }
}
