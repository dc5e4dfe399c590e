package org.jawort.consent.filter;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jawort.consent.filter.Condition.All;
import org.jawort.consent.filter.Condition.Any;
import org.jawort.consent.filter.Condition.Not;
import org.jawort.consent.filter.Condition.Test;
import org.jawort.consent.purpose.Purpose;
import org.jawort.consent.purpose.Purposes;
import org.jawort.contact.group.ContactGroup;
import org.jawort.contact.group.ContactGroups;
import org.jawort.contact.group.CustomField;
import org.jawort.contact.group.CustomFields;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Says a condition as a sentence: "last name begins with “Love” and language is German". */
@Component
public class ConditionText {
  private final Purposes purposes;
  private final CustomFields fields;
  private final ContactGroups groups;
  private final MessageSource messages;

  ConditionText(
      Purposes purposes, CustomFields fields, ContactGroups groups, MessageSource messages) {
    this.purposes = purposes;
    this.fields = fields;
    this.groups = groups;
    this.messages = messages;
  }

  /** What the ids and keys of a tenant are called. */
  private record Names(
      Map<String, String> purposes, Map<String, String> fields, Map<String, String> groups) {}

  /** In the words of a language. */
  public String of(TenantId tenant, Condition condition, Language language) {
    var names =
        new Names(
            purposes.all(tenant).stream()
                .collect(Collectors.toMap(Purpose::key, p -> p.profile().name().in(language))),
            named(fields.all(tenant), CustomField::id, CustomField::name),
            named(groups.withDynamic(tenant), ContactGroup::id, ContactGroup::name));
    return new Sentence(names, language.locale()).of(condition, false);
  }

  private static <T> Map<String, String> named(
      List<T> all, Function<T, UUID> id, Function<T, String> name) {
    return all.stream().collect(Collectors.toMap(one -> id.apply(one).toString(), name));
  }

  private final class Sentence {
    private final Names names;
    private final Locale locale;

    Sentence(Names names, Locale locale) {
      this.names = names;
      this.locale = locale;
    }

    String of(Condition condition, boolean inside) {
      return switch (condition) {
        case All(List<Condition> parts) when parts.isEmpty() -> text("filter.text.all");
        case Any(List<Condition> parts) when parts.isEmpty() -> text("filter.text.none");
        case All(List<Condition> parts) -> joined(parts, text("filter.text.and"), inside);
        case Any(List<Condition> parts) -> joined(parts, text("filter.text.or"), inside);
        case Not(Condition part) -> text("filter.text.not", of(part, true));
        case Test test -> test(test);
      };
    }

    private String joined(List<Condition> parts, String by, boolean inside) {
      String all =
          parts.stream()
              .map(part -> of(part, parts.size() > 1))
              .collect(Collectors.joining(" " + by + " "));
      return inside && parts.size() > 1 ? "(" + all + ")" : all;
    }

    private String test(Test test) {
      String is = text("filter.is." + test.is());
      String values =
          test.values().stream()
              .map(value -> value(test, value))
              .collect(Collectors.joining(" " + text("filter.text.or") + " "));
      return test.is().takesNothing()
          ? about(test) + " " + is
          : test.is().takesDays()
              ? about(test) + " " + text("filter.text." + test.is(), values)
              : about(test) + " " + is + " " + values;
    }

    private String about(Test test) {
      return test.about() == About.OWN
          ? names.fields().getOrDefault(test.of(), "–")
          : test.about().needsPurpose()
              ? text(
                  "filter.text." + test.about(),
                  names.purposes().getOrDefault(test.of(), test.of()))
              : text("filter.about." + test.about());
    }

    private String value(Test test, String value) {
      return switch (test.about()) {
        case GROUP -> text("filter.text.quoted", names.groups().getOrDefault(value, "–"));
        case OWN ->
            value.equals("true") || value.equals("false")
                ? text("filter.value." + value)
                : text("filter.text.quoted", value);
        case CHANNEL, KIND, LANGUAGE, SOURCE, CONSENT, MAIL_BLOCK ->
            text("filter.value." + test.about() + "." + value);
        case CREATED, CONSENT_SINCE, ACTIVITY -> test.is().takesDays() ? value : day(value);
        case FIRST_NAME, LAST_NAME, COMPANY, ANYWHERE, ADDRESS, DOMAIN, CONTACT, CONTACT_POINT ->
            text("filter.text.quoted", value);
      };
    }

    private String day(String value) {
      return LocalDate.parse(value)
          .format(DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(locale));
    }

    private String text(String key, Object... arguments) {
      return messages.getMessage(key, arguments, locale);
    }
  }
}
