package org.jawort.desk.web.contact;

import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jawort.contact.merge.AlikeContacts;
import org.jawort.platform.web.Answer;
import org.jawort.tenant.Acting;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Contacts that are spelled differently and may be the same. */
@Controller
class AlikePages {
  private static final String LIST = "/app/contacts/duplicates/alike";
  private static final Pattern PLACE =
      Pattern.compile("([0-9]{1,3})\\.([0-9a-f-]{36})\\.([0-9a-f-]{36})");

  private final AlikeContacts alike;

  AlikePages(AlikeContacts alike) {
    this.alike = alike;
  }

  @GetMapping(LIST)
  Answer list(@RequestParam(defaultValue = "") String after, Acting acting) {
    AlikeContacts.Place place = place(after);
    List<AlikeContacts.Pair> found = alike.page(acting.tenant(), place);
    boolean more = found.size() > AlikeContacts.PAGE;
    List<AlikeContacts.Pair> pairs = more ? found.subList(0, AlikeContacts.PAGE) : found;
    return Answer.page("contact/alike")
        .with("pairs", pairs)
        .with("previous", place.equals(AlikeContacts.Place.FIRST) ? null : LIST)
        .with("next", more ? LIST + "?after=" + written(pairs.getLast().place()) : null);
  }

  private static String written(AlikeContacts.Place place) {
    return place.likeness() + "." + place.one() + "." + place.other();
  }

  private static AlikeContacts.Place place(String written) {
    Matcher parts = PLACE.matcher(written);
    try {
      return parts.matches()
          ? new AlikeContacts.Place(
              Integer.parseInt(parts.group(1)),
              UUID.fromString(parts.group(2)),
              UUID.fromString(parts.group(3)))
          : AlikeContacts.Place.FIRST;
    } catch (IllegalArgumentException e) {
      // An address that somebody made up begins at the beginning.
      return AlikeContacts.Place.FIRST;
    }
  }
}
