package org.jawort.contact.web;

import jakarta.servlet.http.HttpServletResponse;
import org.jawort.contact.OwnChange;
import org.jawort.contact.Owned;
import org.jawort.platform.web.Flash;
import org.jawort.platform.web.FormInput;

/** What the forms of groups and fields have in common. */
final class OwnNames {
  private OwnNames() {}

  /** Reads the name, with single spaces between its words. */
  static String read(FormInput form) {
    return form.required("name", Owned.LONGEST_NAME).replaceAll("\\s+", " ");
  }

  /**
   * Says what became of it on the next page.
   *
   * @param room beginning of the message keys
   */
  static void say(HttpServletResponse response, String room, OwnChange change) {
    switch (change) {
      case OwnChange.Renamed r -> Flash.good(response, room + ".renamed");
      case OwnChange.Deleted(long holders) -> {
        if (holders == 1) {
          Flash.good(response, room + ".deleted.one");
        } else {
          Flash.good(response, room + ".deleted", holders);
        }
      }
      case OwnChange.InUse u -> Flash.bad(response, room + ".used");
      case OwnChange.Taken t -> Flash.bad(response, room + ".taken");
      case OwnChange.Unknown u -> Flash.bad(response, room + ".gone");
    }
  }
}
