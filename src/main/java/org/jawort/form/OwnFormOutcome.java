package org.jawort.form;

import java.util.List;

/** What became of the wish to make or change a form. */
public sealed interface OwnFormOutcome {
  /** It is shown from now on. */
  record Done(Form form) implements OwnFormOutcome {}

  /** It could not be shown, or not be filled in. */
  record Faulty(List<ContentFault> faults) implements OwnFormOutcome {
    /** Copies the list. */
    public Faulty {
      faults = List.copyOf(faults);
    }
  }

  /** Somebody else changed it since it was read. */
  record Overtaken(int version) implements OwnFormOutcome {}

  /** The tenant has no such form, or archived it. */
  record Unknown() implements OwnFormOutcome {}

  /** The purpose has no words in the language, so there is nothing to consent to. */
  record NoWording() implements OwnFormOutcome {}
}
