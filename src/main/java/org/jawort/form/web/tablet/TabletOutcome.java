package org.jawort.form.web.tablet;

import java.util.List;
import org.jawort.form.FieldError;
import org.jawort.form.OpenForm;

/** What became of what a tablet sent. */
sealed interface TabletOutcome {
  /** It is written, now or before. */
  record Taken() implements TabletOutcome {}

  /** It cannot be written, and nobody is there to mend it: staff are told. */
  record PutAside() implements TabletOutcome {}

  /** The tablet had been over when it was signed. */
  record Over() implements TabletOutcome {}

  /** Nothing can be taken at the moment; it is to come again. */
  record Later() implements TabletOutcome {}

  /** Somebody stands before a form that is no longer shown. */
  record Outdated() implements TabletOutcome {}

  /** The address looks like a slip, and somebody is there who can be asked. */
  record Slip(String meant) implements TabletOutcome {}

  /** These things are wrong, and somebody is there to mend them. */
  record Faulty(OpenForm open, List<FieldError> faults) implements TabletOutcome {}
}
