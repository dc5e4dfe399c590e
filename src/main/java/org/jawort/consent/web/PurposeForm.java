package org.jawort.consent.web;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jawort.consent.purpose.PurposeName;
import org.jawort.consent.purpose.PurposeProfile;
import org.jawort.consent.purpose.Purposes;
import org.jawort.contact.address.Channel;
import org.jawort.platform.web.FormInput;
import org.jspecify.annotations.Nullable;

/** The fields of a purpose. */
final class PurposeForm {
  private static final String CALLS = "CALLS";
  private static final int LONGEST_KEY = 63;

  private PurposeForm() {}

  static FormInput filled(PurposeProfile profile) {
    Integer months = profile.validityMonths();
    return FormInput.empty()
        .with("german", profile.name().german())
        .with("english", profile.name().english())
        .with("description", profile.description())
        .with("channels", channels(profile))
        .with("goods", String.join("\n", profile.goods()))
        .with("validityMonths", months == null ? "" : months.toString())
        .with("expiry", profile.expiry().name())
        .with("legalBasis", profile.legalBasis().name())
        .with("jurisdiction", profile.jurisdiction().name());
  }

  private static String[] channels(PurposeProfile profile) {
    return Stream.concat(
            profile.channels().stream().map(Channel::name),
            profile.calls() ? Stream.of(CALLS) : Stream.empty())
        .toArray(String[]::new);
  }

  /** Reads the fields and notes in the form what is wrong. */
  static Optional<PurposeProfile> read(FormInput form) {
    String german = form.required("german", PurposeProfile.LONGEST_NAME);
    String english = form.required("english", PurposeProfile.LONGEST_NAME);
    String description = form.text("description", PurposeProfile.LONGEST_DESCRIPTION);
    Set<Channel> channels = EnumSet.noneOf(Channel.class);
    Arrays.stream(Channel.values())
        .filter(channel -> form.has("channels", channel.name()))
        .forEach(channels::add);
    boolean calls = form.has("channels", CALLS);
    if (channels.isEmpty() && !calls) {
      form.refuse("channels", "consent.purpose.channels.missing");
    }
    List<String> goods = goods(form);
    Integer months = months(form);
    var expiry = choice(form, "expiry", PurposeProfile.Expiry.WARN);
    var basis = choice(form, "legalBasis", PurposeProfile.LegalBasis.CONSENT);
    var jurisdiction = choice(form, "jurisdiction", PurposeProfile.Jurisdiction.DE);
    return form.isGood()
        ? Optional.of(
            new PurposeProfile(
                new PurposeName(german, english),
                description,
                channels,
                calls,
                months,
                expiry,
                basis,
                jurisdiction,
                goods))
        : Optional.empty();
  }

  /** A line for each kind. */
  private static List<String> goods(FormInput form) {
    List<String> goods =
        form.text("goods", PurposeProfile.MOST_GOODS * (PurposeProfile.LONGEST_NAME + 2))
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .distinct()
            .toList();
    if (goods.size() > PurposeProfile.MOST_GOODS
        || goods.stream().anyMatch(line -> line.length() > PurposeProfile.LONGEST_NAME)) {
      form.refuse(
          "goods",
          "consent.purpose.goods.wrong",
          PurposeProfile.MOST_GOODS,
          PurposeProfile.LONGEST_NAME);
    }
    return goods;
  }

  private static @Nullable Integer months(FormInput form) {
    String text = form.optional("validityMonths", 20);
    if (text.isEmpty()) {
      return null;
    }
    if (text.matches("[1-9]\\d{0,2}")
        && Integer.parseInt(text) <= PurposeProfile.LONGEST_VALIDITY) {
      return Integer.valueOf(text);
    }
    form.refuse(
        "validityMonths", "consent.purpose.validityMonths.wrong", PurposeProfile.LONGEST_VALIDITY);
    return null;
  }

  private static <E extends Enum<E>> E choice(FormInput form, String field, E otherwise) {
    String text = form.value(field);
    List<E> values = List.of(otherwise.getDeclaringClass().getEnumConstants());
    Optional<E> chosen = values.stream().filter(value -> value.name().equals(text)).findFirst();
    if (chosen.isEmpty() && !text.isEmpty()) {
      form.refuse(field, "consent.purpose.choose");
    }
    return chosen.orElse(otherwise);
  }

  /** The key as typed, or made of the name. */
  static String key(FormInput form) {
    String typed = form.optional("key", LONGEST_KEY);
    String key = typed.isEmpty() ? madeOf(form.value("english")) : typed;
    if (!Purposes.KEY.matcher(key).matches() && form.isGood()) {
      form.refuse("key", "consent.purpose.key.wrong");
    }
    return key;
  }

  private static String madeOf(String name) {
    String plain = Normalizer.normalize(name.replace("ß", "ss"), Normalizer.Form.NFD);
    String key =
        plain
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^[-0-9]+|-+$", "");
    return key.length() <= LONGEST_KEY ? key : key.substring(0, LONGEST_KEY);
  }
}
