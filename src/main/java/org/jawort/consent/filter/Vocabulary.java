package org.jawort.consent.filter;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jawort.consent.ConsentStatus;
import org.jawort.contact.ContactKind;
import org.jawort.contact.MailBlock;
import org.jawort.contact.Origin;
import org.jawort.contact.address.Channel;
import org.jawort.contact.group.CustomField;
import org.jawort.contact.group.CustomFieldType;
import org.jawort.platform.Language;
import org.jspecify.annotations.Nullable;

/**
 * What conditions of a tenant can name, at one moment.
 *
 * @param zone in which days begin
 * @param country whose numbers need no prefix, two letters of ISO 3166
 * @param purposes ids by their keys
 * @param fields own fields by their ids
 * @param groups by their ids, each with what defines it; empty for static ones
 */
record Vocabulary(
    LocalDate today,
    ZoneId zone,
    String country,
    Map<String, UUID> purposes,
    Map<UUID, CustomField> fields,
    Map<UUID, Optional<Condition>> groups) {

  /** What the values of a comparison are; null where it names a field that is not there. */
  @Nullable Shape shape(Condition.Test test) {
    if (test.about() != About.OWN) {
      return test.about().shape();
    }
    CustomField field = field(test.of());
    return field == null ? null : Shape.of(field.type());
  }

  @Nullable CustomField field(String id) {
    return fields.entrySet().stream()
        .filter(entry -> entry.getKey().toString().equals(id))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }

  /** Among which the values of a choice are. */
  List<String> choices(Condition.Test test) {
    return switch (test.about()) {
      case CHANNEL -> names(Channel.values());
      case KIND -> names(ContactKind.values());
      case SOURCE -> names(Origin.values());
      case CONSENT -> names(ConsentStatus.values());
      case MAIL_BLOCK -> names(MailBlock.values());
      case LANGUAGE -> Arrays.stream(Language.values()).map(Language::code).toList();
      case GROUP -> groups.keySet().stream().map(UUID::toString).toList();
      case OWN -> Stream.ofNullable(field(test.of())).flatMap(Vocabulary::choices).toList();
      default -> List.of();
    };
  }

  private static Stream<String> choices(CustomField field) {
    return field.type() == CustomFieldType.YES_NO
        ? Stream.of("true", "false")
        : field.choices().stream();
  }

  private static List<String> names(Enum<?>[] values) {
    return Arrays.stream(values).map(Enum::name).toList();
  }
}
