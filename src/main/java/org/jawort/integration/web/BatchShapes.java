package org.jawort.integration.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jawort.transfer.imports.BatchAnswer;
import org.jawort.transfer.imports.BatchLine;
import org.jawort.transfer.imports.ContactBatches;
import org.jawort.transfer.imports.NoteReason;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What became of the rows of a batch, as callers read it. */
@Component
class BatchShapes {
  private static final String WHERE = "/contactPoints";

  private final MessageSource messages;

  BatchShapes(MessageSource messages) {
    this.messages = messages;
  }

  /**
   * What became of a row.
   *
   * @param row its number among the lines that are not blank, from 1
   * @param id of the contact, or null where the row was refused
   * @param notes what else is said of it, such as a consent without its evidence
   * @param problem why it was refused, or null
   */
  @Schema(name = "BatchRow")
  record RowJson(
      int row,
      @Schema(allowableValues = {"created", "changed", "unchanged", "refused"}) String outcome,
      @Nullable UUID id,
      List<NoteJson> notes,
      @Nullable ProblemJson problem) {}

  /** What is said of a row. */
  @Schema(name = "BatchNote")
  record NoteJson(String reason, String text) {}

  /**
   * Why a row was refused.
   *
   * @param pointer to the first member that is wrong (RFC 6901), or null for the row as a whole
   * @param errors all that is wrong
   */
  @Schema(name = "BatchProblem")
  record ProblemJson(
      @Nullable String pointer, String reason, String text, List<BatchLine.Fault> errors) {}

  RowJson of(BatchAnswer answer) {
    boolean refused = answer.outcome() == BatchAnswer.Outcome.REFUSED;
    List<NoteJson> said =
        answer.reasons().stream().map(reason -> new NoteJson(reason, text(reason))).toList();
    return new RowJson(
        answer.number(),
        answer.outcome().name().toLowerCase(Locale.ROOT),
        answer.contact(),
        refused ? List.of() : said,
        refused ? problem(answer.problem(), said) : null);
  }

  private static ProblemJson problem(BatchLine.@Nullable Problem problem, List<NoteJson> said) {
    if (problem != null) {
      return new ProblemJson(problem.pointer(), problem.reason(), problem.text(), problem.errors());
    }
    NoteJson why =
        said.stream()
            .filter(note -> !isBeside(note.reason()))
            .findFirst()
            .orElseGet(said::getFirst);
    boolean address = why.reason().equals(NoteReason.SUPPRESSED.name());
    return new ProblemJson(address ? WHERE : null, why.reason(), why.text(), List.of());
  }

  /** What would not have refused the row by itself. */
  private static boolean isBeside(String reason) {
    return List.of(NoteReason.values()).stream()
        .anyMatch(note -> note.name().equals(reason) && !note.refuses());
  }

  private String text(String reason) {
    return switch (reason) {
      case ContactBatches.GONE_MEANWHILE -> "The contact was erased meanwhile; send the row again.";
      case ContactBatches.FAULT -> "The row cannot be stored.";
      default -> messages.getMessage("import.note." + reason, new Object[] {}, Locale.ENGLISH);
    };
  }
}
