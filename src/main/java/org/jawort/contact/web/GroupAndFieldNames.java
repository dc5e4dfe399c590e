package org.jawort.contact.web;

import jakarta.servlet.http.HttpServletResponse;
import org.jawort.contact.group.GroupOrField;
import org.jawort.contact.group.GroupOrFieldOutcome;
import org.jawort.platform.web.Flash;
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
  static void say(HttpServletResponse response, String room, GroupOrFieldOutcome change) {
    switch (change) {
      case GroupOrFieldOutcome.Renamed r -> Flash.good(response, room + ".renamed");
      case GroupOrFieldOutcome.Deleted(long holders) -> {
        if (holders == 1) {
          Flash.good(response, room + ".deleted.one");
        } else {
          Flash.good(response, room + ".deleted", holders);
        }
      }
      case GroupOrFieldOutcome.InUse u -> Flash.bad(response, room + ".used");
      case GroupOrFieldOutcome.Taken t -> Flash.bad(response, room + ".taken");
      case GroupOrFieldOutcome.Unknown u -> Flash.bad(response, room + ".gone");
    }
  }
}
