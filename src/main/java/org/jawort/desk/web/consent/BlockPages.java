package org.jawort.desk.web.consent;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.jawort.consent.BlockOutcome;
import org.jawort.consent.MailBlockChanges;
import org.jawort.contact.ContactId;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.Contacts;
import org.jawort.desk.web.NotFound;
import org.jawort.platform.TenantId;
import org.jawort.platform.web.Flash;
import org.jawort.platform.web.FormInput;
import org.jawort.tenant.Acting;
import org.jawort.tenant.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
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
  @Nullable String set(
      @PathVariable UUID id,
      @RequestParam UUID point,
      @RequestParam MultiValueMap<String, String> values,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    return change(id, point, values, acting, request, response, mailBlockChanges::set, "set");
  }

  @PostMapping(CONTACT + "/unblock")
  @Nullable String lift(
      @PathVariable UUID id,
      @RequestParam UUID point,
      @RequestParam MultiValueMap<String, String> values,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    return change(id, point, values, acting, request, response, mailBlockChanges::lift, "lift");
  }

  /** Setting or lifting. */
  private interface Change {
    BlockOutcome of(TenantId tenant, ContactPointId contactPoint, UserId by, String note);
  }

  /**
   * Does what was asked for and says what became of it.
   *
   * @param name of the change in the messages
   */
  private @Nullable String change(
      UUID id,
      UUID point,
      MultiValueMap<String, String> values,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response,
      Change change,
      String name)
      throws IOException {
    if (!has(acting, id, point)) {
      return NotFound.contact(request, response);
    }
    FormInput form = FormInput.of(values);
    String note = form.required("note", MailBlockChanges.LONGEST_NOTE);
    if (!form.isGood()) {
      Flash.bad(response, "desk.writing.note.wrong", MailBlockChanges.LONGEST_NOTE);
    } else if (change.of(acting.tenant(), new ContactPointId(point), acting.user(), note)
        == BlockOutcome.DONE) {
      Flash.good(response, "desk.writing." + name + ".done");
    } else {
      Flash.bad(response, "desk.writing." + name + ".not");
    }
    return "redirect:/app/contacts/" + id;
  }

  private boolean has(Acting acting, UUID contact, UUID point) {
    return contacts
        .find(acting.tenant(), new ContactId(contact))
        .filter(card -> card.points().stream().anyMatch(p -> p.id().value().equals(point)))
        .isPresent();
  }
}
