package org.jawort.transfer.imports;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A line of what another system hands over in bulk, as it was read. */
public sealed interface BatchLine {
  /** A contact. */
  record Good(BatchContact contact) implements BatchLine {}

  /** Something else. */
  record Bad(Problem problem) implements BatchLine {}

  /**
   * What is wrong with it. Nothing of it names a person.
   *
   * @param pointer to the first member that is wrong, or null for the line as a whole
   * @param reason which stays the same for good
   * @param errors all that is wrong
   */
  record Problem(@Nullable String pointer, String reason, String text, List<Fault> errors) {
    /** Copies the list. */
    public Problem {
      errors = List.copyOf(errors);
    }

    /** About the line as a whole. */
    public static Problem of(String reason, String text) {
      return new Problem(null, reason, text, List.of());
    }
  }

  /** One member and what is wrong with it. */
  record Fault(String pointer, String detail) {}
}
