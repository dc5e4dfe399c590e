package org.jawort.desk.web.contact;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jawort.contact.Contact;
import org.jawort.contact.ContactCard;
import org.jawort.contact.ContactId;
import org.jawort.contact.Contacts;
import org.jawort.contact.MasterData;
import org.jawort.contact.merge.Duplicates;
import org.jawort.contact.merge.MergeOutcome;
import org.jawort.contact.merge.Merges;
import org.jawort.contact.merge.Merging;
import org.jawort.desk.web.NotFound;
import org.jawort.platform.web.Flash;
import org.jawort.tenant.Acting;
import org.jawort.tenant.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Likely duplicates, and two of them side by side to become one. */
@Controller
class MergePages {
  private static final String MERGE = "/app/contacts/{id:" + NotFound.ID + "}/merge";

  private final Contacts contacts;
  private final Duplicates duplicates;
  private final Merges merges;

  MergePages(Contacts contacts, Duplicates duplicates, Merges merges) {
    this.contacts = contacts;
    this.duplicates = duplicates;
    this.merges = merges;
  }

  @GetMapping("/app/contacts/duplicates")
  String list(Acting acting, Model model) {
    model.addAttribute("groups", duplicates.groups(acting.tenant()));
    return "contact/duplicates";
  }

  @GetMapping(MERGE)
  @Nullable String compare(
      @PathVariable UUID id,
      @RequestParam("with") UUID other,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    return draw(id, other, acting, request, response, model);
  }

  private @Nullable String draw(
      UUID id,
      UUID other,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    Optional<ContactCard> stays = contacts.find(acting.tenant(), new ContactId(id));
    Optional<ContactCard> goes = contacts.find(acting.tenant(), new ContactId(other));
    if (id.equals(other)) {
      return NotFound.contact(request, response);
    }
    if (stays.isEmpty() || goes.isEmpty()) {
      UUID missing = stays.isEmpty() ? id : other;
      return gone(merges.survivor(acting.tenant(), new ContactId(missing)), request, response);
    }
    model.addAttribute("stays", stays.get());
    model.addAttribute("goes", goes.get());
    return "contact/merge";
  }

  private static @Nullable String gone(
      Optional<ContactId> into, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (into.isEmpty()) {
      return NotFound.contact(request, response);
    }
    Flash.bad(response, "contact.merge.gone");
    return "redirect:/app/contacts/" + into.get();
  }

  @PostMapping(MERGE)
  @Nullable String merge(
      @PathVariable UUID id,
      @RequestParam MultiValueMap<String, String> values,
      @RequestParam("with") UUID other,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    Optional<ContactCard> stays = contacts.find(acting.tenant(), new ContactId(id));
    Optional<ContactCard> goes = contacts.find(acting.tenant(), new ContactId(other));
    if (stays.isEmpty() || goes.isEmpty() || id.equals(other)) {
      return draw(id, other, acting, request, response, model);
    }
    var wish =
        new Merging(
            new ContactId(id),
            new ContactId(other),
            asOf(values, "asOf"),
            asOf(values, "withAsOf"),
            chosen(values, stays.get().contact(), goes.get().contact()));
    switch (merges.merge(acting.tenant(), wish, Actor.staff(acting.user().value()))) {
      case MergeOutcome.Done done -> {
        Flash.good(response, "contact.merge.done");
        return "redirect:/app/contacts/" + id;
      }
      case MergeOutcome.Overtaken overtaken -> {
        response.setStatus(409);
        model.addAttribute("overtaken", true);
        return draw(id, other, acting, request, response, model);
      }
      case MergeOutcome.Gone(Optional<ContactId> into) -> {
        return gone(into, request, response);
      }
    }
  }

  private static Instant asOf(MultiValueMap<String, String> values, String field) {
    try {
      return Instant.parse(Objects.requireNonNullElse(values.getFirst(field), ""));
    } catch (DateTimeException e) {
      // A form that does not say so is as old as can be.
      return Instant.EPOCH;
    }
  }

  private static MasterData chosen(
      MultiValueMap<String, String> values, Contact stays, Contact goes) {
    var choice = new Choice(values, stays, goes);
    return new MasterData(
        Objects.requireNonNull(choice.of("kind", Contact::kind)),
        choice.of("firstName", Contact::firstName),
        choice.of("lastName", Contact::lastName),
        choice.of("company", Contact::company),
        Objects.requireNonNull(choice.of("language", Contact::language)));
  }

  /** Field by field the value of the one or of the other. */
  private record Choice(MultiValueMap<String, String> values, Contact stays, Contact goes) {
    <T> @Nullable T of(String field, Function<Contact, @Nullable T> value) {
      return value.apply("other".equals(values.getFirst(field)) ? goes : stays);
    }
  }
}
