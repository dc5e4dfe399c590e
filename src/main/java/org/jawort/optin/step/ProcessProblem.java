package org.jawort.optin.step;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong with a process, or worth a word.
 *
 * @param step the id of the step beside which it is shown, or null where it is about the whole
 * @param args what the message names, in its order
 */
public record ProcessProblem(@Nullable String step, Code code, List<Object> args) {
  /** Copies the arguments. */
  public ProcessProblem {
    args = List.copyOf(args);
  }

  /** Keeps the process from going online; a remark does not. */
  public boolean forbids() {
    return code != Code.REMINDER;
  }

  /** The message, {@code optin.problem.…}. */
  public Phrase words() {
    return new Phrase("optin.problem." + code, new ArrayList<>(args));
  }

  /** What can be wrong. */
  public enum Code {
    /** There is no step at all. */
    EMPTY,
    /** More steps than anybody oversees; most. */
    TOO_MANY_STEPS,
    /** Two steps have the same id, or one has an unusable id. */
    BAD_ID,
    /** Nothing follows; the way. */
    NEXT_MISSING,
    /** What follows does not exist; the way. */
    NEXT_UNKNOWN,
    /** The way comes back here and never ends. */
    CYCLE,
    /** No way leads here. */
    UNREACHABLE,
    /** A way ends here that never waited for the confirmation (S1-08). */
    NO_WAIT,
    /** Fewer or more days than allowed; least, most. */
    DAYS,
    /** Fewer or more hours than allowed; most. */
    HOURS,
    /** The waiting times together are longer than unconfirmed data are kept; most (law 23). */
    TOO_LONG,
    /** A plain wait before the recipient answered. */
    WAIT_WHILE_ASKING,
    /** It waits for a confirmation that was given already. */
    CONFIRMED_ALREADY,
    /** It waits for an answer although no mail asked. */
    NOT_ASKED,
    /** The mail asks, and nobody waits for the answer. */
    ASKED_IN_VAIN,
    /** The mail asks for what was confirmed already. */
    ASKED_AGAIN,
    /** No campaign was chosen. */
    CAMPAIGN_MISSING,
    /** The campaign that was chosen does not exist any more. */
    CAMPAIGN_GONE,
    /** It is not event-driven; name. */
    CAMPAIGN_NOT_EVENT,
    /** It is not ready; name. */
    CAMPAIGN_NOT_READY,
    /** It is in another language; name. */
    CAMPAIGN_LANGUAGE,
    /** The mail that asks has no link to confirm; name. */
    CAMPAIGN_NO_LINK,
    /** Before the confirmation, or without one, only confirmation mails; name (law 8). */
    CAMPAIGN_CLASS,
    /** A reminder; allowed, with a word why it is off by default (law 10). A remark. */
    REMINDER,
    /** A second reminder (law 10). */
    REMINDERS,
    /** It signs off who was only just asked. */
    UNSUBSCRIBE_WHILE_ASKING,
    /** It completes what nobody confirmed. */
    COMPLETE_UNCONFIRMED,
    /** It erases who confirmed; the proof must be kept (law 34). */
    ERASE_CONFIRMED,
    /** No group was chosen, or it does not exist any more. */
    GROUP,
    /** No field was chosen, or it does not exist any more. */
    FIELD,
    /** The text for the field is too long; most. */
    VALUE,
    /** The field holds something else than text, and this is none such. */
    VALUE_TYPE,
    /** The member of staff does not exist or is locked out. */
    STAFF,
    /** The notice says nothing, or too much; most. */
    TEXT,
    /** No complete https address. */
    URL
  }
}
