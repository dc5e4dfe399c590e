package org.jawort.optin.process;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.optin.step.ProcessCheck;
import org.jawort.optin.step.ProcessProblem;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;

/** Makes a process the active one of its language, when nothing speaks against it (S1-09). */
@Component
class GoingOnline {
  private final ProcessRows rows;
  private final DraftRows drafts;
  private final ProcessVersions versions;
  private final ProcessReferences processReferences;

  GoingOnline(
      ProcessRows rows,
      DraftRows drafts,
      ProcessVersions versions,
      ProcessReferences processReferences) {
    this.rows = rows;
    this.drafts = drafts;
    this.versions = versions;
    this.processReferences = processReferences;
  }

  /**
   * Goes online, in the caller's transaction.
   *
   * @return as {@link OptInProcesses#activate}
   */
  ProcessChangeOutcome of(
      Connection connection, TenantId tenant, UUID by, ProcessId id, int expectedRevision)
      throws SQLException {
    Optional<OptInProcess> known = rows.find(connection, tenant, id);
    if (known.isEmpty()) {
      return new ProcessChangeOutcome.Unknown();
    }
    rows.lockLanguage(connection, tenant, known.get().language());
    OptInProcess process = rows.lock(connection, tenant, id).orElse(known.get());
    ProcessDraft draft = drafts.find(connection, tenant, process);
    if (draft.revision() != expectedRevision) {
      return new ProcessChangeOutcome.Conflict(draft);
    }
    if (process.status() == OptInProcess.Status.ACTIVE && draft.revision() == 0) {
      return new ProcessChangeOutcome.Unchanged();
    }
    processReferences.hold(connection, tenant, draft.steps());
    List<ProcessProblem> problems =
        ProcessCheck.problems(
            draft.steps(), processReferences.around(tenant, process.language(), draft.steps()));
    return problems.stream().anyMatch(ProcessProblem::forbids)
        ? new ProcessChangeOutcome.Invalid(problems)
        : goOnline(connection, tenant, by, process, draft);
  }

  private ProcessChangeOutcome goOnline(
      Connection connection, TenantId tenant, UUID by, OptInProcess process, ProcessDraft draft)
      throws SQLException {
    Optional<OptInProcess> other =
        rows.all(connection, tenant).stream()
            .filter(p -> p.status() == OptInProcess.Status.ACTIVE)
            .filter(p -> p.language() == process.language() && !p.id().equals(process.id()))
            .findFirst();
    if (other.isPresent()) {
      rows.archive(connection, tenant, other.get().id());
    }
    int version = process.version();
    if (draft.revision() > 0) {
      version++;
      versions.insert(connection, tenant, process.id(), version, draft.steps(), by);
      drafts.delete(connection, tenant, process.id());
    }
    rows.activate(connection, tenant, process.id(), version);
    ProcessVersion online = versions.one(connection, tenant, process, version).orElseThrow();
    return new ProcessChangeOutcome.Activated(online, other);
  }
}
