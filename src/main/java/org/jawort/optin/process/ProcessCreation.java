package org.jawort.optin.process;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.campaign.Campaigns;
import org.jawort.optin.step.Step;
import org.jawort.platform.Ids;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;

/** Makes new processes, in the caller's transaction: each is a draft at first. */
@Component
class ProcessCreation {
  private final ProcessRows rows;
  private final DraftRows drafts;
  private final Campaigns campaigns;
  private final Ids ids;

  ProcessCreation(ProcessRows rows, DraftRows drafts, Campaigns campaigns, Ids ids) {
    this.rows = rows;
    this.drafts = drafts;
    this.campaigns = campaigns;
    this.ids = ids;
  }

  /** With the steps of the standard process. */
  ProcessDraft standard(
      Connection connection, TenantId tenant, UUID by, Language language, String name)
      throws SQLException {
    UUID campaign = campaigns.confirmation(connection, tenant, language).campaign();
    return begin(connection, tenant, by, language, name, ActiveProcesses.standard(campaign));
  }

  /** With the steps of another one; empty where the tenant has none of that id. */
  Optional<ProcessDraft> copy(
      Connection connection, TenantId tenant, UUID by, ProcessId of, String name)
      throws SQLException {
    Optional<OptInProcess> found = rows.find(connection, tenant, of);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    List<Step> steps = drafts.find(connection, tenant, found.get()).steps();
    return Optional.of(begin(connection, tenant, by, found.get().language(), name, steps));
  }

  private ProcessDraft begin(
      Connection connection,
      TenantId tenant,
      UUID by,
      Language language,
      String name,
      List<Step> steps)
      throws SQLException {
    UUID id = ids.next();
    rows.insert(connection, tenant, id, name, language);
    OptInProcess process = rows.find(connection, tenant, new ProcessId(id)).orElseThrow();
    return drafts.save(connection, tenant, process, steps, by);
  }
}
