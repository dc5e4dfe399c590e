package org.jawort.form;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What follows on a submission besides keeping it.
 *
 * @param groups that the contact joins once the person confirms
 * @param staff members who are told; none: nobody is
 * @param when they are told; null as long as nobody is
 * @param webhook https address to which each submission is posted, or null
 * @param mail the campaign that asks for the confirmation in place of the process's own; null for
 *     that one
 * @param unasked whether nobody is asked to confirm: no process starts, and no mail goes out
 *     (S1-13)
 */
public record FormAction(
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<UUID> groups,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<UUID> staff,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable When when,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String webhook,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UUID mail,
    boolean unasked) {
  /** Nothing but what the standard form does. */
  public static final FormAction NONE =
      new FormAction(List.of(), List.of(), null, null, null, false);

  /** Most groups of a form, and most members of staff who are told. */
  public static final int MOST = 20;

  /** At what staff are told. */
  public enum When {
    /** The person confirmed. */
    CONFIRMED,
    /** Somebody submitted the form, whoever it was. */
    SUBMITTED
  }

  /** Takes what was left out as not there. */
  public FormAction {
    groups = groups == null ? List.of() : List.copyOf(groups);
    staff = staff == null ? List.of() : List.copyOf(staff);
  }

  /** Whether staff are told at this. */
  boolean tellsAt(When moment) {
    return !staff.isEmpty() && (when == null ? When.CONFIRMED : when) == moment;
  }
}
