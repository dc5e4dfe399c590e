package org.jawort.form;

import java.net.URI;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jawort.consent.purpose.Purpose;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.consent.purpose.Purposes;
import org.jawort.consent.purpose.Wording;
import org.jawort.consent.purpose.Wordings;
import org.jawort.contact.address.Channel;
import org.jawort.contact.address.EmailAddress;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Tenant;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What the standard form says and asks: the address alone is mandatory (law 1 to 5, S0-06). */
@Component
class StandardDefinition {
  private static final int LONGEST_NAME = 100;
  private static final int MINIMUM_SECONDS = 2;

  private final MessageSource messages;
  private final Purposes purposes;
  private final Wordings wordings;

  StandardDefinition(MessageSource messages, Purposes purposes, Wordings wordings) {
    this.messages = messages;
    this.purposes = purposes;
    this.wordings = wordings;
  }

  /** The name of the form, for staff. */
  String name(Language language) {
    return text(language, "name");
  }

  /** What signing up on a standard form consents to. */
  PurposeId purpose(Tenant tenant) {
    return purposes.byKey(tenant.id(), Purposes.NEWSLETTER).orElseThrow().id();
  }

  /** Whether there are words to consent to. */
  boolean hasWording(Connection connection, TenantId tenant, PurposeId purpose, Language language) {
    return wordings.latest(connection, tenant, purpose, language, Channel.EMAIL).isPresent();
  }

  /** What the boxes of a form in a language can ask for, also what they can ask for no more. */
  ConsentChoices choices(Tenant tenant, Language language) {
    Map<PurposeId, Wording> shown =
        wordings.current(tenant.id(), language, Channel.EMAIL).stream()
            .collect(Collectors.toMap(Wording::purpose, wording -> wording));
    return new ConsentChoices(
        purposes.all(tenant.id()).stream()
            .map(purpose -> choice(purpose, Optional.ofNullable(shown.get(purpose.id())), language))
            .toList(),
        text(language, "privacyOfTicked", tenant.name()));
  }

  private static ConsentChoice choice(
      Purpose purpose, Optional<Wording> wording, Language language) {
    return new ConsentChoice(
        purpose.id().value(),
        purpose.key(),
        purpose.profile().name(),
        Channel.EMAIL,
        wording.map(shown -> shown.id().value()).orElse(null),
        wording.map(Wording::text).orElseGet(() -> purpose.profile().name().in(language)),
        purpose.open() && purpose.profile().channels().contains(Channel.EMAIL));
  }

  FormDefinition definition(
      Connection connection, Tenant tenant, PurposeId purpose, Language language) {
    Wording wording =
        wordings.latest(connection, tenant.id(), purpose, language, Channel.EMAIL).orElseThrow();
    String firm = tenant.name();
    return new FormDefinition(
            text(language, "title", firm),
            text(language, "intro"),
            fields(language),
            List.of(
                new FormBox("newsletter", wording.text(), wording.id().value(), false, true),
                new FormBox("privacy", text(language, "privacy", firm), null, true, true)),
            text(language, "submit"),
            text(language, "footer", firm, tenant.replyTo().orElse(tenant.senderAddress())),
            text(language, "thanksTitle"),
            text(language, "thanks"),
            tenant.privacyPolicyUrl().map(URI::toString).orElse(null),
            tenant.privacyPolicyVersion().orElse(null),
            text(language, "privacyPolicy", firm),
            // No browser and no password manager knows what would belong there.
            "leaveEmpty",
            MINIMUM_SECONDS)
        .having(
            FormExtras.NONE.with(FormLook.STANDARD.over(tenant.logo().orElse(null))).orNothing());
  }

  /** Whether a form says in the standard form's words that a mail comes. */
  boolean promisesMail(FormDefinition definition) {
    boolean elsewhere = definition.redirect() != null;
    return Stream.of(Language.values())
        .anyMatch(
            language ->
                definition.intro().equals(text(language, "intro"))
                    || !elsewhere && definition.thanks().equals(text(language, "thanks"))
                    || !elsewhere
                        && definition.thanksTitle().equals(text(language, "thanksTitle")));
  }

  private List<FormField> fields(Language language) {
    return List.of(
        FormField.of(
            "email", text(language, "email"), FieldType.EMAIL, true, EmailAddress.MOST_OCTETS),
        FormField.of(
            "firstName", text(language, "firstName"), FieldType.FIRST_NAME, false, LONGEST_NAME),
        FormField.of(
            "lastName", text(language, "lastName"), FieldType.LAST_NAME, false, LONGEST_NAME));
  }

  private String text(Language language, String key, Object... arguments) {
    return messages.getMessage("form.standard." + key, arguments, language.locale());
  }
}
