package org.jawort.integration.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jawort.platform.TenantId;
import org.jawort.tenant.job.Job;
import org.jawort.tenant.job.JobId;
import org.jawort.tenant.job.JobState;
import org.jawort.transfer.file.FileShape;
import org.jawort.transfer.imports.Import;
import org.jawort.transfer.imports.ImportAsked;
import org.jawort.transfer.imports.ImportLists;
import org.jawort.transfer.imports.Imports;
import org.jawort.transfer.imports.Mapping;
import org.jawort.transfer.imports.UploadOutcome;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Imports as callers read them. */
@Component
class ImportShapes {
  private static final int MOST_COLUMNS = 500;

  private final Imports imports;
  private final ImportLists lists;
  private final MessageSource messages;

  ImportShapes(Imports imports, ImportLists lists, MessageSource messages) {
    this.imports = imports;
    this.lists = lists;
    this.messages = messages;
  }

  /**
   * An import.
   *
   * @param done rows worked off by the job that is under way, or was last
   * @param counted rows by what else is said of them, such as CONSENT_WITHOUT_EVIDENCE
   * @param asking null where nobody is to be asked
   */
  @Schema(name = "Import")
  record ImportJson(
      UUID id,
      String name,
      @Schema(
              allowableValues = {
                "MAPPING", "CHECKED", "RUNNING", "PAUSED", "STOPPED", "DONE", "FAILED", "UNDONE"
              })
          String state,
      int total,
      int done,
      @JsonProperty("new") int fresh,
      int changed,
      int unchanged,
      int refused,
      Map<String, Integer> counted,
      List<ColumnJson> columns,
      @Nullable AskingJson asking) {}

  /**
   * What became of the wish to ask the group afterwards.
   *
   * @param waiting whether the import has to be done first
   * @param job that asks, or asked
   * @param refused why nobody was asked, such as STOPPED
   */
  @Schema(name = "ImportAsking")
  record AskingJson(boolean waiting, @Nullable UUID job, @Nullable String refused) {
    private static AskingJson of(ImportAsked asked) {
      return new AskingJson(
          asked.waiting(),
          asked.job().map(JobId::value).orElse(null),
          asked.refused().orElse(null));
    }
  }

  /**
   * A column of the file.
   *
   * @param field what it becomes
   */
  @Schema(name = "ImportColumn")
  record ColumnJson(String header, String field) {}

  /**
   * Why a row is not taken.
   *
   * @param row as a spreadsheet counts it
   * @param column its header, or null where the row as a whole is meant
   */
  @Schema(name = "ImportRefusal")
  record RefusalJson(int row, @Nullable String column, String reason, String text) {}

  ImportJson of(TenantId tenant, Import of) {
    Optional<Job> job = imports.job(tenant, of);
    return new ImportJson(
        of.id().value(),
        of.name(),
        state(of, job),
        of.total(),
        job.map(one -> one.progress().done()).orElse(0),
        of.count("NEW"),
        of.count("CHANGED"),
        of.count("UNCHANGED"),
        of.count("REFUSED"),
        of.counts(),
        columns(of.shape(), of.mapping()),
        imports.asked(tenant, of.id()).map(AskingJson::of).orElse(null));
  }

  private static String state(Import of, Optional<Job> job) {
    JobState at = job.map(Job::state).orElse(JobState.DONE);
    if (at == JobState.PAUSED || at == JobState.FAILED) {
      return at.name();
    }
    return switch (of.state()) {
      case UPLOADING, MAPPING, CHECKING -> "MAPPING";
      case RUNNING, UNDOING -> "RUNNING";
      case CHECKED, DONE, STOPPED, UNDONE -> of.state().name();
    };
  }

  private static List<ColumnJson> columns(@Nullable FileShape shape, @Nullable Mapping mapping) {
    if (shape == null || mapping == null) {
      return List.of();
    }
    return IntStream.range(0, Math.min(MOST_COLUMNS, shape.columns().size()))
        .mapToObj(
            i -> new ColumnJson(shape.columns().get(i).header(), mapping.target(i).toString()))
        .toList();
  }

  Page<RefusalJson> refusals(TenantId tenant, Import of, int behind, int limit) {
    List<ImportLists.Note> found =
        lists.notes(tenant, of.id(), Optional.empty(), behind, limit + 1);
    boolean more = found.stream().map(ImportLists.Note::number).distinct().count() > limit;
    List<ImportLists.Note> shown =
        more
            ? found.stream().filter(note -> note.number() < found.getLast().number()).toList()
            : found;
    return new Page<>(
        shown.stream().map(note -> refusal(of, note)).toList(),
        more ? String.valueOf(shown.getLast().number()) : null);
  }

  private RefusalJson refusal(Import of, ImportLists.Note note) {
    FileShape shape = of.shape();
    @Nullable String column =
        shape == null || note.place() < 0 ? null : shape.columns().get(note.place()).header();
    String text =
        messages.getMessage("import.note." + note.reason(), new Object[] {}, Locale.ENGLISH);
    return new RefusalJson(note.line(), column, note.reason().name(), text);
  }

  /** Why a file was refused. */
  String text(UploadOutcome.Refused refused) {
    return messages.getMessage(
        "import.file." + refused.reason(), refused.arguments().toArray(), Locale.ENGLISH);
  }
}
