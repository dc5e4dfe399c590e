package org.jawort.integration.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.net.InetAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jawort.consent.purpose.Purpose;
import org.jawort.contact.ContactKind;
import org.jawort.contact.Contacts;
import org.jawort.contact.MasterData;
import org.jawort.contact.address.Channel;
import org.jawort.contact.address.CheckedAddress;
import org.jawort.platform.IpLiteral;
import org.jawort.platform.Language;
import org.jawort.transfer.imports.BatchContact;
import org.jawort.transfer.imports.Claim;
import org.jspecify.annotations.Nullable;

/**
 * Reads a contact of a batch: the shape of a new contact, and what it says of a consent.
 *
 * @param country of national numbers
 * @param purposes that a consent may be about
 * @param mayConsent whether the key may record consents
 */
record BatchContacts(
    String country, List<Purpose> purposes, boolean mayConsent, InstantSource clock) {
  private static final List<String> LANGUAGES =
      Arrays.stream(Language.values()).map(Language::code).toList();
  private static final int LONGEST_KEY = 63;
  private static final int LONGEST_IP = 45;

  /** What a consent takes, for the description of the API. */
  @Schema(name = "BatchConsent")
  record ConsentBody(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "newsletter") String purpose,
      @Schema(
              allowableValues = {"GIVEN", "NO", "BOUNCED", "COMPLAINED"},
              defaultValue = "GIVEN")
          String status,
      @Schema(description = "When they consented") @Nullable Instant at,
      @Schema(description = "When they confirmed it (double opt-in)") @Nullable Instant confirmedAt,
      @Schema(description = "When they said no, or mail came back") @Nullable Instant endedAt,
      @Schema(description = "The words to which they consented") @Nullable String wording,
      @Schema(description = "Where: a form, a shop") @Nullable String source,
      @Schema(description = "From which network address") @Nullable String ip) {}

  /** A line, for the description of the API. */
  @Schema(name = "BatchContact")
  record LineBody(
      ContactKind kind,
      @Schema(maxLength = MasterData.LONGEST) @Nullable String firstName,
      @Schema(maxLength = MasterData.LONGEST) @Nullable String lastName,
      @Schema(maxLength = MasterData.LONGEST) @Nullable String company,
      @Schema(allowableValues = {"de", "en"}) String language,
      @Schema(
              requiredMode = Schema.RequiredMode.REQUIRED,
              description = "At most one e-mail address and one mobile number")
          List<ContactBodies.Point> contactPoints,
      @Nullable ConsentBody consent) {}

  /** Reads it; an {@link ApiFault} says what is wrong with it. */
  BatchContact read(JsonInput body) {
    Optional<ContactKind> kind = body.oneOf("kind", ContactKind.class);
    String firstName = body.text("firstName", MasterData.LONGEST);
    String lastName = body.text("lastName", MasterData.LONGEST);
    String company = body.text("company", MasterData.LONGEST);
    Optional<Language> language = body.oneOf("language", LANGUAGES).map(Language::ofCode);
    List<CheckedAddress> addresses =
        ContactBodies.addresses(body.objects("contactPoints", Contacts.MOST_POINTS), country);
    Optional<CheckedAddress> mail = only(body, addresses, Channel.EMAIL, "e-mail address");
    Optional<CheckedAddress> mobile = only(body, addresses, Channel.SMS, "mobile number");
    BatchContact.@Nullable Said consent = body.object("consent").map(this::said).orElse(null);
    body.finish();
    return new BatchContact(
        mail.or(() -> mobile).orElseThrow(),
        mail.isPresent() ? mobile.orElse(null) : null,
        kind.orElse(null),
        firstName,
        lastName,
        company,
        language.orElse(null),
        consent);
  }

  private static Optional<CheckedAddress> only(
      JsonInput body, List<CheckedAddress> addresses, Channel channel, String what) {
    List<CheckedAddress> found =
        addresses.stream().filter(address -> address.channel() == channel).toList();
    if (found.size() > 1) {
      body.refuse("contactPoints", "must have at most one " + what + " in a batch");
    }
    return found.stream().findFirst();
  }

  private BatchContact.@Nullable Said said(JsonInput consent) {
    if (!mayConsent) {
      consent.refuse(
          "purpose", "this key may say nothing of consents: it lacks the scope consents");
    }
    Optional<Purpose> purpose = purpose(consent);
    Claim claim =
        consent
            .oneOf("status", List.of("GIVEN", "NO", "BOUNCED", "COMPLAINED"))
            .map(Claim::valueOf)
            .orElse(Claim.GIVEN);
    Instant at = past(consent, "at");
    Instant confirmedAt = past(consent, "confirmedAt");
    Instant endedAt = past(consent, "endedAt");
    String wording = consent.lines("wording", RecordedStatements.TEXT);
    String source = consent.text("source", RecordedStatements.LINE);
    InetAddress ip = ip(consent);
    return purpose
        .map(
            of ->
                new BatchContact.Said(
                    of.id(), claim, at, confirmedAt, endedAt, wording, source, ip))
        .orElse(null);
  }

  private Optional<Purpose> purpose(JsonInput consent) {
    String key = consent.required("purpose", LONGEST_KEY);
    Optional<Purpose> purpose = purposes.stream().filter(one -> one.key().equals(key)).findFirst();
    if (purpose.isEmpty() && !key.isEmpty()) {
      consent.refuse("purpose", "is none of yours that a batch can say something of");
    }
    return purpose;
  }

  /** What lies in the future was never said. */
  private @Nullable Instant past(JsonInput consent, String name) {
    Instant moment = consent.moment(name);
    if (moment != null && moment.isAfter(clock.instant())) {
      consent.refuse(name, "lies in the future");
      return null;
    }
    return moment;
  }

  private static @Nullable InetAddress ip(JsonInput consent) {
    String text = consent.text("ip", LONGEST_IP);
    Optional<InetAddress> address = text == null ? Optional.empty() : IpLiteral.parse(text);
    if (text != null && address.isEmpty()) {
      consent.refuse("ip", "must be a network address");
    }
    return address.orElse(null);
  }
}
