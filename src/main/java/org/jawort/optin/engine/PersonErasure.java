package org.jawort.optin.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jawort.consent.proof.ConsentErasure;
import org.jawort.consent.proof.KeptEvidence;
import org.jawort.contact.ContactErasure;
import org.jawort.contact.ContactId;
import org.jawort.contact.ContactPointId;
import org.jawort.delivery.MessageErasure;
import org.jawort.optin.funnel.SettledSignUps;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;

/**
 * Destroys people, floor by floor: messages with their content and fetches, runs, status and
 * evidence with its salts, contact points, contacts. What stays is the ledger's events, which say
 * nothing without these (law 52), and for the funnel what became of each sign-up.
 */
@Component
public class PersonErasure {
  private final SettledSignUps fates;
  private final MessageErasure messages;
  private final ConsentErasure consents;
  private final KeptEvidence kept;
  private final ContactErasure contacts;

  PersonErasure(
      SettledSignUps fates,
      MessageErasure messages,
      ConsentErasure consents,
      KeptEvidence kept,
      ContactErasure contacts) {
    this.fates = fates;
    this.messages = messages;
    this.consents = consents;
    this.kept = kept;
    this.contacts = contacts;
  }

  /**
   * Erases inside the caller's transaction, which holds the locks of all of them.
   *
   * @param whole contacts that go altogether; all their points are among the points
   * @param points contact points that go
   * @param proofs consents whose evidence is restricted instead of destroyed
   */
  public void erase(
      Connection connection,
      TenantId tenant,
      List<ContactId> whole,
      List<ContactPointId> points,
      List<KeptEvidence.Consent> proofs)
      throws SQLException {
    fates.keep(connection, tenant, points);
    messages.erase(connection, tenant, points);
    deleteRuns(connection, tenant, points);
    Set<ContactPointId> withProof =
        proofs.stream().map(KeptEvidence.Consent::contactPoint).collect(Collectors.toSet());
    consents.erase(
        connection, tenant, points.stream().filter(p -> !withProof.contains(p)).toList());
    if (!proofs.isEmpty()) {
      kept.keep(connection, tenant, proofs);
    }
    contacts.erasePoints(connection, tenant, points);
    if (!whole.isEmpty()) {
      contacts.erase(connection, tenant, whole);
    }
  }

  /** Of the runs only numbers stay, for the picture of their version; of trials nothing. */
  private static void deleteRuns(
      Connection connection, TenantId tenant, List<ContactPointId> points) throws SQLException {
    String sql =
        """
        WITH gone AS (
          DELETE FROM run r USING contact_point p
          WHERE r.tenant_id = :tenant AND r.contact_point_id = ANY (:points)
            AND p.tenant_id = r.tenant_id AND p.id = r.contact_point_id
          RETURNING r.tenant_id, r.process_id, r.process_version, r.status, r.answered_step, r.step,
                    p.trial)
        INSERT INTO run_erased AS e (tenant_id, process_id, process_version, status, answered_step,
                                     step, runs)
        SELECT tenant_id, process_id, process_version, status, coalesce(answered_step, ''), step,
               count(*)
        FROM gone WHERE NOT trial GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6
        ON CONFLICT (tenant_id, process_id, process_version, status, answered_step, step)
        DO UPDATE SET runs = e.runs + EXCLUDED.runs
        """;
    Rows.batch(connection, sql, points)
        .uuid("tenant", tenant.value())
        .uuids("points", ContactPointId::value)
        .update();
  }
}
