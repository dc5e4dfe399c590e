package org.jawort.desk.web.contact;

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
import org.jawort.platform.web.Answer;
import org.jawort.tenant.Acting;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
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
  Answer list(Acting acting) {
    return Answer.page("contact/duplicates").with("groups", duplicates.groups(acting.tenant()));
  }

  @GetMapping(MERGE)
  Answer compare(@PathVariable UUID id, @RequestParam("with") UUID other, Acting acting) {
    return draw(id, other, acting);
  }

  private Answer draw(UUID id, UUID other, Acting acting) {
    if (id.equals(other)) {
      throw NotFound.contact();
    }
    Optional<ContactCard> stays = contacts.find(acting.tenant(), new ContactId(id));
    Optional<ContactCard> goes = contacts.find(acting.tenant(), new ContactId(other));
    if (stays.isEmpty() || goes.isEmpty()) {
      UUID missing = stays.isEmpty() ? id : other;
      return gone(merges.survivor(acting.tenant(), new ContactId(missing)));
    }
    return Answer.page("contact/merge").with("stays", stays.get()).with("goes", goes.get());
  }

  private static Answer gone(Optional<ContactId> into) {
    return Answer.redirect("/app/contacts/" + into.orElseThrow(NotFound::contact))
        .bad("contact.merge.gone");
  }

  @PostMapping(MERGE)
  Answer merge(
      @PathVariable UUID id,
      @RequestParam MultiValueMap<String, String> values,
      @RequestParam("with") UUID other,
      Acting acting) {
    Optional<ContactCard> stays = contacts.find(acting.tenant(), new ContactId(id));
    Optional<ContactCard> goes = contacts.find(acting.tenant(), new ContactId(other));
    if (stays.isEmpty() || goes.isEmpty() || id.equals(other)) {
      return draw(id, other, acting);
    }
    var wish =
        new Merging(
            new ContactId(id),
            new ContactId(other),
            asOf(values, "asOf"),
            asOf(values, "withAsOf"),
            chosen(values, stays.get().contact(), goes.get().contact()));
    return switch (merges.merge(acting.tenant(), wish, acting.actor())) {
      case MergeOutcome.Done done ->
          Answer.redirect("/app/contacts/" + id).good("contact.merge.done");
      case MergeOutcome.Overtaken overtaken ->
          draw(id, other, acting).with("overtaken", true).status(409);
      case MergeOutcome.Gone(Optional<ContactId> into) -> gone(into);
    };
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
