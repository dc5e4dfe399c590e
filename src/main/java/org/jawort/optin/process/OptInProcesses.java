package org.jawort.optin.process;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jawort.optin.step.Differences;
import org.jawort.optin.step.Phrase;
import org.jawort.optin.step.ProcessCheck;
import org.jawort.optin.step.ProcessProblem;
import org.jawort.optin.step.Step;
import org.jawort.platform.Database;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Tenants;
import org.springframework.stereotype.Component;

/**
 * The door to the processes that people make (S1-08, S1-09). A process has versions that never
 * change and at most one draft; going online makes a version of the draft.
 */
@Component
public class OptInProcesses {
  /** Longest name, in characters. */
  public static final int LONGEST_NAME = 100;

  private final Database database;
  private final ProcessRows rows;
  private final DraftRows drafts;
  private final ProcessVersions versions;
  private final ProcessCreation processCreation;
  private final GoingOnline goingOnline;
  private final ProcessReferences processReferences;
  private final ActiveProcesses activeProcesses;
  private final Tenants tenants;

  OptInProcesses(
      Database database,
      ProcessRows rows,
      DraftRows drafts,
      ProcessVersions versions,
      ProcessCreation processCreation,
      GoingOnline goingOnline,
      ProcessReferences processReferences,
      ActiveProcesses activeProcesses,
      Tenants tenants) {
    this.database = database;
    this.rows = rows;
    this.drafts = drafts;
    this.versions = versions;
    this.processCreation = processCreation;
    this.goingOnline = goingOnline;
    this.processReferences = processReferences;
    this.activeProcesses = activeProcesses;
    this.tenants = tenants;
  }

  /** All processes of a tenant, by language, the oldest first. */
  public List<OptInProcess> all(TenantId tenant) {
    return database.read(tenant, connection -> rows.all(connection, tenant));
  }

  /** One of them; empty where the tenant has none of that id. */
  public Optional<OptInProcess> find(TenantId tenant, ProcessId process) {
    return database.read(tenant, connection -> rows.find(connection, tenant, process));
  }

  /** The draft, or where nobody changed anything the steps of the latest version, revision 0. */
  public Optional<ProcessDraft> draft(TenantId tenant, ProcessId process) {
    return database.read(
        tenant,
        connection -> {
          Optional<OptInProcess> found = rows.find(connection, tenant, process);
          return found.isEmpty()
              ? Optional.empty()
              : Optional.of(drafts.find(connection, tenant, found.get()));
        });
  }

  /** The versions that went online, the latest first. */
  public List<ProcessVersion> versions(TenantId tenant, ProcessId process) {
    return database.read(
        tenant,
        connection -> {
          Optional<OptInProcess> found = rows.find(connection, tenant, process);
          return found.isEmpty() ? List.of() : versions.all(connection, tenant, found.get());
        });
  }

  /** One of the versions. */
  public Optional<ProcessVersion> version(TenantId tenant, ProcessId process, int version) {
    return versions(tenant, process).stream().filter(v -> v.version() == version).findFirst();
  }

  /** What the ids in the steps are called; what is gone is missing. */
  public Map<UUID, String> names(TenantId tenant, List<Step> steps) {
    return processReferences.names(tenant, steps);
  }

  /**
   * A process with its draft and all that is to be chosen from, read in one transaction.
   *
   * @param open the step that is looked at; where it sends a campaign, all campaigns are read
   * @return empty where the tenant has none of that id
   */
  public Optional<EditedProcess> edited(TenantId tenant, ProcessId process, String open) {
    return database.read(
        tenant,
        connection -> {
          Optional<OptInProcess> found = rows.find(connection, tenant, process);
          return found.isEmpty()
              ? Optional.empty()
              : Optional.of(edited(connection, tenant, found.get(), open));
        });
  }

  private EditedProcess edited(
      Connection connection, TenantId tenant, OptInProcess process, String open)
      throws SQLException {
    ProcessDraft draft = drafts.find(connection, tenant, process);
    boolean sends =
        draft.steps().stream()
            .anyMatch(step -> step.id().equals(open) && step instanceof Step.SendCampaign);
    return new EditedProcess(
        process,
        draft,
        sends
            ? processReferences.aroundAll(tenant, process.language())
            : processReferences.around(tenant, process.language(), draft.steps()),
        rows.underWay(tenant, process.id()));
  }

  /** Everything that is wrong with the steps at once, each beside its step. */
  public List<ProcessProblem> problems(TenantId tenant, Language language, List<Step> steps) {
    return ProcessCheck.problems(steps, processReferences.around(tenant, language, steps));
  }

  /** In what two versions differ, in words; 0 is the draft. Empty where they do the same. */
  public List<Phrase> difference(TenantId tenant, ProcessId process, int before, int after) {
    List<Step> old = steps(tenant, process, before);
    List<Step> now = steps(tenant, process, after);
    var both = new ArrayList<Step>(old);
    both.addAll(now);
    return Differences.between(old, now, processReferences.names(tenant, both));
  }

  private List<Step> steps(TenantId tenant, ProcessId process, int version) {
    return version == 0
        ? draft(tenant, process).map(ProcessDraft::steps).orElse(List.of())
        : version(tenant, process, version).map(ProcessVersion::steps).orElse(List.of());
  }

  /** Begins a draft with the steps of the standard process of a language (S1-06, S1-07). */
  public ProcessDraft create(TenantId tenant, UUID by, Language language, String name) {
    return database.write(
        tenant, connection -> processCreation.standard(connection, tenant, by, language, name));
  }

  /** Begins a draft with the steps of another process: of its draft, or else its latest version. */
  public Optional<ProcessDraft> copy(TenantId tenant, UUID by, ProcessId of, String name) {
    return database.write(
        tenant, connection -> processCreation.copy(connection, tenant, by, of, name));
  }

  /** Work on a process that nobody else changes meanwhile. */
  private interface Change {
    ProcessChangeOutcome of(Connection connection, OptInProcess process, ProcessDraft draft)
        throws SQLException;
  }

  private ProcessChangeOutcome change(TenantId tenant, ProcessId id, Change change) {
    return database.write(
        tenant,
        connection -> {
          Optional<OptInProcess> process = rows.lock(connection, tenant, id);
          return process.isEmpty()
              ? new ProcessChangeOutcome.Unknown()
              : change.of(
                  connection, process.get(), drafts.find(connection, tenant, process.get()));
        });
  }

  /** The same on the draft that somebody had before their eyes. */
  private ProcessChangeOutcome change(
      TenantId tenant, ProcessId id, int expectedRevision, Change change) {
    return change(
        tenant,
        id,
        (connection, process, draft) ->
            draft.revision() == expectedRevision
                ? change.of(connection, process, draft)
                : new ProcessChangeOutcome.Conflict(draft));
  }

  /**
   * Saves the draft, whatever is still missing in it.
   *
   * @param expectedRevision the revision that the changes were made on
   * @return Saved, Conflict where somebody else was first, or Unknown
   */
  public ProcessChangeOutcome saveDraft(
      TenantId tenant, UUID by, ProcessId process, int expectedRevision, List<Step> steps) {
    return change(
        tenant,
        process,
        expectedRevision,
        (connection, found, draft) ->
            new ProcessChangeOutcome.Saved(drafts.save(connection, tenant, found, steps, by)));
  }

  /**
   * Takes the last change of the draft back, whoever made it.
   *
   * @return Saved, Unchanged where there is none, Conflict or Unknown
   */
  public ProcessChangeOutcome undo(
      TenantId tenant, UUID by, ProcessId process, int expectedRevision) {
    return change(
        tenant,
        process,
        expectedRevision,
        (connection, found, draft) ->
            draft.earlier() == 0
                ? new ProcessChangeOutcome.Unchanged()
                : new ProcessChangeOutcome.Saved(drafts.undo(connection, tenant, found, by)));
  }

  /**
   * Makes the change that was taken back last again.
   *
   * @return Saved, Unchanged where there is none, Conflict or Unknown
   */
  public ProcessChangeOutcome redo(
      TenantId tenant, UUID by, ProcessId process, int expectedRevision) {
    return change(
        tenant,
        process,
        expectedRevision,
        (connection, found, draft) ->
            draft.later() == 0
                ? new ProcessChangeOutcome.Unchanged()
                : new ProcessChangeOutcome.Saved(drafts.redo(connection, tenant, found, by)));
  }

  /**
   * Makes the steps of an old version the draft.
   *
   * @return Saved, Conflict where somebody else changed the draft since, or Unknown
   */
  public ProcessChangeOutcome restore(
      TenantId tenant, UUID by, ProcessId process, int version, int expectedRevision) {
    Optional<ProcessVersion> old = version(tenant, process, version);
    return old.isEmpty()
        ? new ProcessChangeOutcome.Unknown()
        : saveDraft(tenant, by, process, expectedRevision, old.get().steps());
  }

  /**
   * Takes the draft online, or an archived process without a draft again in its latest version;
   * what was active in that language is archived, and its runs finish on it (S1-09).
   *
   * @return Activated, Invalid, Conflict where somebody changed the draft since it was looked at,
   *     Unchanged where it is online already and has no draft, or Unknown
   */
  public ProcessChangeOutcome activate(
      TenantId tenant, UUID by, ProcessId process, int expectedRevision) {
    ProcessChangeOutcome changed =
        database.write(
            tenant,
            connection -> goingOnline.of(connection, tenant, by, process, expectedRevision));
    if (changed instanceof ProcessChangeOutcome.Activated) {
      activeProcesses.forget(tenant);
    }
    return changed;
  }

  /**
   * Takes a process out of use. The active one of a language that the tenant speaks is only
   * replaced, never taken away: sign-ups would find none.
   *
   * @return Archived, InUse, Unchanged where it is not active, or Unknown
   */
  public ProcessChangeOutcome archive(TenantId tenant, ProcessId process) {
    ProcessChangeOutcome changed =
        change(
            tenant,
            process,
            (connection, found, draft) -> {
              if (found.status() != OptInProcess.Status.ACTIVE) {
                return new ProcessChangeOutcome.Unchanged();
              }
              if (tenants.find(tenant).languages().contains(found.language())) {
                return new ProcessChangeOutcome.InUse();
              }
              rows.archive(connection, tenant, process);
              return new ProcessChangeOutcome.Archived();
            });
    activeProcesses.forget(tenant);
    return changed;
  }

  /** Renames it; Renamed or Unknown. */
  public ProcessChangeOutcome rename(TenantId tenant, ProcessId process, String name) {
    return change(
        tenant,
        process,
        (connection, found, draft) -> {
          rows.rename(connection, tenant, process, name);
          return new ProcessChangeOutcome.Renamed();
        });
  }

  /**
   * Deletes the draft, and the process with it where it was never online.
   *
   * @return Deleted, Unchanged where there is no draft, Conflict, or Unknown
   */
  public ProcessChangeOutcome deleteDraft(
      TenantId tenant, ProcessId process, int expectedRevision) {
    return change(
        tenant,
        process,
        expectedRevision,
        (connection, found, draft) -> {
          if (draft.revision() == 0) {
            return new ProcessChangeOutcome.Unchanged();
          }
          drafts.delete(connection, tenant, process);
          rows.delete(connection, tenant, process);
          return new ProcessChangeOutcome.Deleted();
        });
  }
}
