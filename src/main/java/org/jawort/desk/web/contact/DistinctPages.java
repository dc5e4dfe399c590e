package org.jawort.desk.web.contact;

import java.util.List;
import java.util.UUID;
import org.jawort.contact.ContactId;
import org.jawort.contact.merge.DistinctContacts;
import org.jawort.desk.web.NotFound;
import org.jawort.platform.web.Answer;
import org.jawort.tenant.Acting;
import org.jawort.tenant.Actor;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Likely duplicates that somebody looked at and found to be two. */
@Controller
class DistinctPages {
  private static final String LIST = "/app/contacts/duplicates/distinct";
  private static final String MARK = "/app/contacts/{id:" + NotFound.ID + "}/distinct";
  private static final int LAST_PAGE = 10_000;

  private final DistinctContacts distinct;

  DistinctPages(DistinctContacts distinct) {
    this.distinct = distinct;
  }

  @GetMapping(LIST)
  Answer list(@RequestParam(defaultValue = "") String page, Acting acting) {
    int at = page.matches("[0-9]{1,5}") ? Math.min(Integer.parseInt(page), LAST_PAGE) : 0;
    List<DistinctContacts.Pair> found = distinct.marked(acting.tenant(), at);
    boolean more = found.size() > DistinctContacts.PAGE;
    return Answer.page("contact/distinct")
        .with("pairs", more ? found.subList(0, DistinctContacts.PAGE) : found)
        .with("previous", at == 0 ? null : LIST + "?page=" + (at - 1))
        .with("next", more ? LIST + "?page=" + (at + 1) : null);
  }

  @PostMapping(MARK)
  Answer mark(
      @PathVariable UUID id,
      @RequestParam("with") UUID other,
      @RequestParam(defaultValue = "") String from,
      Acting acting) {
    Actor actor = acting.actor();
    if (id.equals(other)
        || !distinct.mark(acting.tenant(), new ContactId(id), new ContactId(other), actor)) {
      throw NotFound.contact();
    }
    String list = "/app/contacts/duplicates" + (from.equals("alike") ? "/alike" : "");
    return Answer.redirect(list).good("contact.distinct.done");
  }

  /** Whoever is faster than somebody else has done what that one wanted. */
  @PostMapping(MARK + "/undo")
  Answer undo(@PathVariable UUID id, @RequestParam("with") UUID other, Acting acting) {
    distinct.unmark(acting.tenant(), new ContactId(id), new ContactId(other));
    return Answer.redirect(LIST).good("contact.distinct.undone");
  }
}
