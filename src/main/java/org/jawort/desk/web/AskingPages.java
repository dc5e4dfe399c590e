package org.jawort.desk.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.consent.Actor;
import org.jawort.consent.Purpose;
import org.jawort.consent.Purposes;
import org.jawort.contact.ContactCard;
import org.jawort.contact.ContactId;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.Contacts;
import org.jawort.optin.Asking;
import org.jawort.optin.OptIns;
import org.jawort.platform.web.Flash;
import org.jawort.tenant.Acting;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Triggers the double opt-in for one recipient by hand (S1-16). */
@Controller
class AskingPages {
  private static final String SOURCE = "STAFF";

  private final OptIns optIns;
  private final Contacts contacts;
  private final Purposes purposes;

  AskingPages(OptIns optIns, Contacts contacts, Purposes purposes) {
    this.optIns = optIns;
    this.contacts = contacts;
    this.purposes = purposes;
  }

  @PostMapping("/app/contacts/{id:" + Unknown.ID + "}/opt-in")
  @Nullable String ask(
      @PathVariable UUID id,
      @RequestParam UUID point,
      @RequestParam String purpose,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    var contactPoint = new ContactPointId(point);
    Optional<ContactCard> card = contacts.find(acting.tenant(), new ContactId(id));
    Optional<Purpose> known = purposes.byKey(acting.tenant(), purpose);
    if (known.isEmpty() || card.filter(c -> has(c, contactPoint)).isEmpty()) {
      return Unknown.contact(request, response);
    }
    tell(ask(acting, contactPoint, known.get()), response);
    return "redirect:/app/contacts/" + id;
  }

  private static boolean has(ContactCard card, ContactPointId wanted) {
    return card.points().stream().anyMatch(point -> point.id().equals(wanted));
  }

  private Asking ask(Acting acting, ContactPointId contactPoint, Purpose purpose) {
    Actor actor = Actor.staff(acting.user().value());
    return optIns
        .request(acting.tenant(), List.of(contactPoint), purpose.id(), actor, SOURCE)
        .getFirst();
  }

  private static void tell(Asking asking, HttpServletResponse response) {
    switch (asking) {
      case Asking.Requested requested -> Flash.good(response, "desk.ask.done");
      case Asking.ForbiddenByStatus status -> Flash.bad(response, "desk.ask.status");
      case Asking.ForbiddenByBlock block -> Flash.bad(response, "desk.ask.block");
      case Asking.Suppressed suppressed -> Flash.bad(response, "contact.ask.suppressed");
      case Asking.NoSuchChannel channel -> Flash.bad(response, "desk.ask.channel");
      case Asking.NoWording wording -> Flash.bad(response, "desk.ask.wording");
      case Asking.UnknownContactPoint unknown -> Flash.bad(response, "desk.ask.status");
    }
  }
}
