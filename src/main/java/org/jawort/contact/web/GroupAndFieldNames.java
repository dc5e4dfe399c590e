package org.jawort.contact.web;

import org.jawort.contact.group.GroupOrField;
import org.jawort.contact.group.GroupOrFieldOutcome;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FormInput;

/** What the forms of groups and fields have in common. */
final class GroupAndFieldNames {
  private GroupAndFieldNames() {}

  /** Reads the name, with single spaces between its words. */
  static String read(FormInput form) {
    return form.required("name", GroupOrField.LONGEST_NAME).replaceAll("\\s+", " ");
  }

  /**
   * Says what became of it on the next page.
   *
   * @param room beginning of the message keys
   */
  static Answer say(Answer next, String room, GroupOrFieldOutcome change) {
    return switch (change) {
      case GroupOrFieldOutcome.Renamed r -> next.good(room + ".renamed");
      case GroupOrFieldOutcome.Deleted(long holders) ->
          holders == 1 ? next.good(room + ".deleted.one") : next.good(room + ".deleted", holders);
      case GroupOrFieldOutcome.InUse u -> next.bad(room + ".used");
      case GroupOrFieldOutcome.Taken t -> next.bad(room + ".taken");
      case GroupOrFieldOutcome.Unknown u -> next.bad(room + ".gone");
    };
  }
}
