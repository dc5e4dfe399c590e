package org.jawort.desk.web.group;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jawort.consent.ConsentStatus;
import org.jawort.consent.filter.About;
import org.jawort.consent.filter.Operator;
import org.jawort.consent.filter.Shape;
import org.jawort.consent.purpose.Purpose;
import org.jawort.contact.ContactKind;
import org.jawort.contact.MailBlock;
import org.jawort.contact.Origin;
import org.jawort.contact.address.Channel;
import org.jawort.contact.group.ContactGroup;
import org.jawort.contact.group.CustomField;
import org.jawort.contact.group.CustomFieldType;
import org.jawort.platform.Language;
import org.springframework.context.MessageSource;

/**
 * What can be chosen in a line: what it is about, how it is compared, and with which values.
 *
 * @param locale of whoever looks
 */
public record FilterChoices(
    List<Purpose> purposes,
    List<CustomField> fields,
    List<ContactGroup> groups,
    MessageSource messages,
    Locale locale) {
  private static final Set<Operator> NOT_AS_WELL =
      EnumSet.of(
          Operator.IS,
          Operator.STARTS_WITH,
          Operator.CONTAINS,
          Operator.ENDS_WITH,
          Operator.ONE_OF);

  /** What is offered under one heading. */
  public record Offer(String heading, Map<String, String> options) {}

  /** All that a line can be about, by what it belongs to. */
  public List<Offer> abouts(BuiltPart.Line line) {
    var offers = new ArrayList<Offer>();
    About chosen = BuiltPart.about(line);
    if (chosen.shape() == Shape.ID) {
      // Not offered, as nobody types ids; but what another system defined stays.
      offers.add(new Offer(text("filter.offer.address"), abouts(chosen)));
    }
    offers.add(
        new Offer(
            text("filter.offer.person"),
            abouts(
                About.ANYWHERE,
                About.LAST_NAME,
                About.FIRST_NAME,
                About.COMPANY,
                About.KIND,
                About.LANGUAGE,
                About.SOURCE,
                About.CREATED)));
    offers.add(
        new Offer(
            text("filter.offer.address"),
            abouts(About.ADDRESS, About.DOMAIN, About.CHANNEL, About.MAIL_BLOCK)));
    var consents = new LinkedHashMap<String, String>();
    for (About about : List.of(About.CONSENT, About.CONSENT_SINCE)) {
      purposes.forEach(
          purpose ->
              consents.put(
                  about + ":" + purpose.key(),
                  text(
                      "filter.text." + about,
                      purpose
                          .profile()
                          .name()
                          .in(Language.of(locale.getLanguage()).orElse(Language.DE)))));
    }
    consents.put(About.ACTIVITY.name(), text("filter.about.ACTIVITY"));
    offers.add(new Offer(text("filter.offer.consent"), consents));
    if (!groups.isEmpty()) {
      offers.add(new Offer(text("filter.offer.group"), abouts(About.GROUP)));
    }
    if (!fields.isEmpty()) {
      var own = new LinkedHashMap<String, String>();
      fields.forEach(field -> own.put(About.OWN + ":" + field.id(), field.name()));
      offers.add(new Offer(text("filter.offer.own"), own));
    }
    return offers;
  }

  private Map<String, String> abouts(About... abouts) {
    var options = new LinkedHashMap<String, String>();
    for (About about : abouts) {
      options.put(about.name(), text("filter.about." + about));
    }
    return options;
  }

  /** How it can be compared, with the opposite where that says something of its own. */
  public Map<String, String> operators(BuiltPart.Line line) {
    var options = new LinkedHashMap<String, String>();
    for (Operator is : shape(line).operators()) {
      options.put(is.name(), text("filter.is." + is));
      if (NOT_AS_WELL.contains(is)) {
        options.put("!" + is, text("filter.not." + is));
      }
    }
    return options;
  }

  /**
   * The operator that is chosen; the first one that fits where none is, or one of another field.
   */
  public String operator(BuiltPart.Line line) {
    Map<String, String> options = operators(line);
    return options.containsKey(line.is()) ? line.is() : options.keySet().iterator().next();
  }

  /** What is asked for beside the operator: nothing, a day, a number, days, boxes or text. */
  public String input(BuiltPart.Line line) {
    Operator is = Operator.valueOf(operator(line).replaceFirst("^!", ""));
    if (is.takesNothing()) {
      return "nothing";
    }
    if (is.takesDays()) {
      return "days";
    }
    return switch (shape(line)) {
      case DAY, MOMENT -> "day";
      case NUMBER -> "number";
      case CHOICE, OPTIONAL_CHOICE -> "boxes";
      case TEXT, WORDS, ADDRESS, DOMAIN, ID -> "text";
    };
  }

  private Shape shape(BuiltPart.Line line) {
    About about = BuiltPart.about(line);
    return about == About.OWN
        ? own(line).map(field -> Shape.of(field.type())).orElse(Shape.TEXT)
        : about.shape();
  }

  private Optional<CustomField> own(BuiltPart.Line line) {
    return fields.stream()
        .filter(field -> line.about().equals(About.OWN + ":" + field.id()))
        .findFirst();
  }

  /** Among which the values of a line are, by what is kept of them. */
  public Map<String, String> values(BuiltPart.Line line) {
    var options = new LinkedHashMap<String, String>();
    About about = BuiltPart.about(line);
    switch (about) {
      case CHANNEL -> names(options, about, Channel.values());
      case KIND -> names(options, about, ContactKind.values());
      case SOURCE -> names(options, about, Origin.values());
      case CONSENT -> names(options, about, ConsentStatus.values());
      case MAIL_BLOCK -> names(options, about, MailBlock.values());
      case LANGUAGE ->
          Arrays.stream(Language.values())
              .forEach(one -> options.put(one.code(), text("filter.value.LANGUAGE." + one.code())));
      case GROUP -> groups.forEach(group -> options.put(group.id().toString(), group.name()));
      case OWN -> own(line).ifPresent(field -> own(options, field));
      default -> {}
    }
    return options;
  }

  private void own(Map<String, String> options, CustomField field) {
    if (field.type() == CustomFieldType.YES_NO) {
      options.put("true", text("filter.value.true"));
      options.put("false", text("filter.value.false"));
    } else {
      field.choices().forEach(choice -> options.put(choice, choice));
    }
  }

  private void names(Map<String, String> options, About about, Enum<?>[] names) {
    for (Enum<?> name : names) {
      options.put(name.name(), text("filter.value." + about + "." + name));
    }
  }

  private String text(String key, Object... arguments) {
    return messages.getMessage(key, arguments, locale);
  }
}
