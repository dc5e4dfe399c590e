package org.jawort.desk.web.contact;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jawort.contact.Contact;
import org.jawort.contact.ContactKind;
import org.jawort.contact.MasterData;
import org.jawort.platform.Language;
import org.jawort.platform.web.FormInput;
import org.jspecify.annotations.Nullable;

/** The fields of a contact's master data. */
final class MasterDataForm {
  /** Names the version of the contact that the form was filled from. */
  private static final String AS_OF = "asOf";

  private MasterDataForm() {}

  static FormInput filled(Contact contact) {
    return FormInput.empty()
        .with("kind", contact.kind().name())
        .with("firstName", orEmpty(contact.firstName()))
        .with("lastName", orEmpty(contact.lastName()))
        .with("company", orEmpty(contact.company()))
        .with("language", contact.language().code())
        .with(AS_OF, contact.updatedAt().toString());
  }

  /** Reads the fields and notes in the form what is wrong. */
  static Optional<MasterData> read(FormInput form) {
    String firstName = form.optional("firstName", MasterData.LONGEST);
    String lastName = form.optional("lastName", MasterData.LONGEST);
    String company = form.optional("company", MasterData.LONGEST);
    Optional<ContactKind> kind =
        Arrays.stream(ContactKind.values())
            .filter(k -> k.name().equals(form.value("kind")))
            .findFirst();
    Optional<Language> language = Language.of(form.value("language"));
    if (kind.isEmpty()) {
      form.refuse("kind", "desk.contact.choose");
    }
    if (language.isEmpty()) {
      form.refuse("language", "desk.contact.choose");
    }
    return form.isGood()
        ? Optional.of(
            new MasterData(
                kind.orElseThrow(),
                orNull(firstName),
                orNull(lastName),
                orNull(company),
                language.orElseThrow()))
        : Optional.empty();
  }

  /** When the contact had last been changed as the form was drawn. */
  static Instant asOf(FormInput form) {
    try {
      return Instant.parse(form.value(AS_OF));
    } catch (DateTimeException e) {
      // A form that does not say so is as old as can be.
      return Instant.EPOCH;
    }
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
