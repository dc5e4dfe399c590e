package org.jawort.desk.web.consent;

import java.util.UUID;
import org.jawort.consent.BlockOutcome;
import org.jawort.consent.MailBlockChanges;
import org.jawort.contact.ContactId;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.Contacts;
import org.jawort.desk.web.NotFound;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FormInput;
import org.jawort.tenant.Acting;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Staff set and lift the mail block of their own, with the reason. */
@Controller
class BlockPages {
  private static final String CONTACT = "/app/contacts/{id:" + NotFound.ID + "}";

  private final MailBlockChanges mailBlockChanges;
  private final Contacts contacts;

  BlockPages(MailBlockChanges mailBlockChanges, Contacts contacts) {
    this.mailBlockChanges = mailBlockChanges;
    this.contacts = contacts;
  }

  @PostMapping(CONTACT + "/block")
  Answer set(@PathVariable UUID id, @RequestParam UUID point, FormInput form, Acting acting) {
    String note = note(id, point, form, acting);
    return form.isGood()
        ? told(
            id,
            "set",
            mailBlockChanges.set(acting.tenant(), new ContactPointId(point), acting.user(), note))
        : wrong(id);
  }

  @PostMapping(CONTACT + "/unblock")
  Answer lift(@PathVariable UUID id, @RequestParam UUID point, FormInput form, Acting acting) {
    String note = note(id, point, form, acting);
    return form.isGood()
        ? told(
            id,
            "lift",
            mailBlockChanges.lift(acting.tenant(), new ContactPointId(point), acting.user(), note))
        : wrong(id);
  }

  /** The reason, of a contact point that this contact has. */
  private String note(UUID contact, UUID point, FormInput form, Acting acting) {
    boolean has =
        contacts
            .find(acting.tenant(), new ContactId(contact))
            .filter(card -> card.points().stream().anyMatch(p -> p.id().value().equals(point)))
            .isPresent();
    if (!has) {
      throw NotFound.contact();
    }
    return form.required("note", MailBlockChanges.LONGEST_NOTE);
  }

  private static Answer wrong(UUID contact) {
    return back(contact).bad("desk.writing.note.wrong", MailBlockChanges.LONGEST_NOTE);
  }

  /**
   * Says what became of it.
   *
   * @param change its name in the messages
   */
  private static Answer told(UUID contact, String change, BlockOutcome outcome) {
    return outcome == BlockOutcome.DONE
        ? back(contact).good("desk.writing." + change + ".done")
        : back(contact).bad("desk.writing." + change + ".not");
  }

  private static Answer back(UUID contact) {
    return Answer.redirect("/app/contacts/" + contact);
  }
}
