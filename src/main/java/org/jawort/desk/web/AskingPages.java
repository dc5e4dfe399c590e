package org.jawort.desk.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.consent.Actor;
import org.jawort.consent.Purpose;
import org.jawort.consent.PurposeId;
import org.jawort.consent.Purposes;
import org.jawort.contact.ContactCard;
import org.jawort.contact.ContactId;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.Contacts;
import org.jawort.optin.Asking;
import org.jawort.optin.OptIns;
import org.jawort.platform.TenantId;
import org.jawort.platform.web.Flash;
import org.jawort.tenant.Acting;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Triggers the double opt-in for one recipient by hand (S1-16), also to renew a consent. */
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
    var wish = new Wish(id, point, purpose, optIns::request, "desk.ask.done");
    return act(wish, acting, request, response);
  }

  /** Asks whether a given consent still holds; its status stays. */
  @PostMapping("/app/contacts/{id:" + Unknown.ID + "}/renewal")
  @Nullable String renew(
      @PathVariable UUID id,
      @RequestParam UUID point,
      @RequestParam String purpose,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    var wish = new Wish(id, point, purpose, optIns::renew, "desk.renew.done");
    return act(wish, acting, request, response);
  }

  /** What is asked for, of whom, and what is told when it was. */
  private record Wish(UUID contact, UUID point, String purpose, Way way, String done) {}

  /** One of the two ways to ask. */
  private interface Way {
    List<Asking> ask(
        TenantId tenant, List<ContactPointId> points, PurposeId purpose, Actor by, String source);
  }

  private @Nullable String act(
      Wish wish, Acting acting, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var point = new ContactPointId(wish.point());
    Optional<ContactCard> card = contacts.find(acting.tenant(), new ContactId(wish.contact()));
    Optional<Purpose> known = purposes.byKey(acting.tenant(), wish.purpose());
    if (known.isEmpty() || card.filter(c -> has(c, point)).isEmpty()) {
      return Unknown.contact(request, response);
    }
    Actor actor = Actor.staff(acting.user().value());
    List<Asking> asked =
        wish.way().ask(acting.tenant(), List.of(point), known.get().id(), actor, SOURCE);
    tell(asked.getFirst(), wish.done(), response);
    return "redirect:/app/contacts/" + wish.contact();
  }

  private static boolean has(ContactCard card, ContactPointId wanted) {
    return card.points().stream().anyMatch(point -> point.id().equals(wanted));
  }

  private static void tell(Asking asking, String done, HttpServletResponse response) {
    switch (asking) {
      case Asking.Requested requested -> Flash.good(response, done);
      case Asking.ForbiddenByStatus status -> Flash.bad(response, "desk.ask.status");
      case Asking.AlreadyAsked asked -> Flash.bad(response, "desk.ask.pending");
      case Asking.ForbiddenByBlock block -> Flash.bad(response, "desk.ask.block");
      case Asking.Suppressed suppressed -> Flash.bad(response, "contact.ask.suppressed");
      case Asking.NoSuchChannel channel -> Flash.bad(response, "desk.ask.channel");
      case Asking.NoWording wording -> Flash.bad(response, "desk.ask.wording");
      case Asking.UnknownContactPoint unknown -> Flash.bad(response, "desk.ask.status");
    }
  }
}
