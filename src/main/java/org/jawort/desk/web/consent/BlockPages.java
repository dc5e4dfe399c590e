package org.jawort.desk.web.consent;

import java.util.Arrays;
import java.util.UUID;
import org.jawort.consent.AllAdvertising;
import org.jawort.consent.AllAdvertising.ObjectionOutcome;
import org.jawort.consent.BlockOutcome;
import org.jawort.consent.Evidence;
import org.jawort.consent.MailBlockChanges;
import org.jawort.consent.Withdrawal;
import org.jawort.contact.ContactId;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.Contacts;
import org.jawort.contact.MailBlock;
import org.jawort.desk.web.NotFound;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FormInput;
import org.jawort.tenant.Acting;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Staff set their mail block, lift those that only they can lift, and record complaints. */
@Controller
class BlockPages {
  private static final String CONTACT = "/app/contacts/{id:" + NotFound.ID + "}";

  private static final int LONGEST_NAME = 20;

  private final MailBlockChanges mailBlockChanges;
  private final AllAdvertising allAdvertising;
  private final Contacts contacts;

  BlockPages(MailBlockChanges mailBlockChanges, AllAdvertising allAdvertising, Contacts contacts) {
    this.mailBlockChanges = mailBlockChanges;
    this.allAdvertising = allAdvertising;
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
    MailBlock seen = seen(form);
    return form.isGood()
        ? told(
            id,
            "lift",
            mailBlockChanges.lift(
                acting.tenant(), new ContactPointId(point), seen, acting.user(), note))
        : wrong(id);
  }

  /** The block that the button stood beside. */
  private static MailBlock seen(FormInput form) {
    return Arrays.stream(MailBlock.values())
        .filter(block -> block.name().equals(form.optional("block", LONGEST_NAME)))
        .findFirst()
        .orElse(MailBlock.STAFF);
  }

  /** Somebody called, or a mail provider wrote: the person complains about a mail (B-08). */
  @PostMapping(CONTACT + "/complaint")
  Answer complain(@PathVariable UUID id, @RequestParam UUID point, FormInput form, Acting acting) {
    String note = note(id, point, form, acting);
    if (!form.isGood()) {
      return wrong(id);
    }
    var said = new Withdrawal(null, null, "STAFF_ENTRY", Evidence.of(null).noting(note));
    return switch (allAdvertising.complain(
        acting.tenant(), new ContactPointId(point), acting.actor(), said)) {
      case ObjectionOutcome.Recorded recorded -> back(id).good("desk.writing.complaint.done");
      case ObjectionOutcome.Already already -> back(id).bad("desk.writing.complaint.not");
      case ObjectionOutcome.Unknown() -> throw NotFound.contact();
    };
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
