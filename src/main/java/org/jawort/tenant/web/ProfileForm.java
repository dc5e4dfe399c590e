package org.jawort.tenant.web;

import java.net.URI;
import java.net.URISyntaxException;
import java.text.Collator;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jawort.platform.Language;
import org.jawort.platform.web.FormInput;
import org.jawort.tenant.IpMode;
import org.jawort.tenant.ProfileLack;
import org.jawort.tenant.SenderName;
import org.jawort.tenant.Tenant;
import org.jawort.tenant.TenantLogo;
import org.jawort.tenant.TenantProfile;

/** The fields of a tenant's profile, as they stand on the set-up page and in the settings. */
final class ProfileForm {
  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

  private static final int LONGEST_VERSION = 40;

  private ProfileForm() {}

  static FormInput filled(Tenant tenant) {
    // What a provisional tenant is called says nothing; one with an imprint is somebody.
    boolean known = tenant.setUp() || !tenant.imprint().isEmpty();
    return FormInput.empty()
        .with("name", known ? tenant.name() : "")
        .with("imprint", tenant.imprint())
        .with("privacyPolicyUrl", tenant.privacyPolicyUrl().map(URI::toString).orElse(""))
        .with("privacyPolicyVersion", tenant.privacyPolicyVersion().orElse(""))
        .with("senderName", known ? tenant.senderName() : "")
        .with("senderAddress", known ? tenant.senderAddress() : "")
        .with("replyTo", tenant.replyTo().orElse(""))
        .with("languages", tenant.languages().stream().map(Language::code).toArray(String[]::new))
        .with("language", tenant.language().code())
        .with("timeZone", tenant.timeZone().getId())
        .with("ipMode", tenant.ipMode().name())
        .with("colour", tenant.colour())
        .with("logo", tenant.logo().map(TenantLogo::sha256).orElse(""))
        .with("logoAlt", tenant.logo().map(TenantLogo::alt).orElse(""))
        .with("country", tenant.country())
        .with("thirdCountries", tenant.thirdCountries().orElse(""));
  }

  /**
   * Reads the fields and notes in the form what is wrong.
   *
   * @param before what stands for fields that the page does not show
   */
  static Optional<TenantProfile> read(FormInput form, Tenant before) {
    String name = form.required("name", 120);
    String imprint = form.text("imprint", 2000);
    if (imprint.isEmpty()) {
      form.refuse("imprint", "tenant.profile.imprint.missing");
    }
    Optional<URI> policy = policy(form);
    Optional<String> policyVersion = policyVersion(form);
    String senderName = senderName(form);
    String senderAddress = form.required("senderAddress", 254);
    checkAddress(form, "senderAddress", senderAddress);
    String replyTo = form.optional("replyTo", 254);
    checkAddress(form, "replyTo", replyTo);
    List<Language> languages = languages(form);
    ZoneId zone = zone(form);
    IpMode ipMode = ipMode(form, before);
    String colour = colour(form, before);
    String country = country(form, before);
    Optional<String> thirdCountries = thirdCountries(form, before);
    return form.isGood()
        ? Optional.of(
            new TenantProfile(
                name,
                imprint,
                policy,
                policyVersion,
                senderName,
                senderAddress,
                Optional.of(replyTo).filter(address -> !address.isEmpty()),
                languages,
                zone,
                ipMode,
                colour,
                country,
                thirdCountries,
                before.logo()))
        : Optional.empty();
  }

  private static String senderName(FormInput form) {
    String senderName = form.required("senderName", 80);
    if (!SenderName.isFit(senderName)) {
      form.refuse("senderName", "tenant.profile.senderName.address");
    }
    return senderName;
  }

  private static Optional<URI> policy(FormInput form) {
    String text = form.optional("privacyPolicyUrl", 500);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      var url = new URI(text);
      if (("https".equals(url.getScheme()) || "http".equals(url.getScheme()))
          && url.getHost() != null
          && url.getRawUserInfo() == null) {
        return Optional.of(url);
      }
    } catch (URISyntaxException e) {
      // Said below, together with addresses that are no web page's.
    }
    form.refuse("privacyPolicyUrl", "tenant.profile.privacyPolicyUrl.wrong");
    return Optional.empty();
  }

  private static Optional<String> policyVersion(FormInput form) {
    String text = form.optional("privacyPolicyVersion", LONGEST_VERSION);
    if (!text.isEmpty() && form.value("privacyPolicyUrl").isBlank()) {
      form.refuse("privacyPolicyUrl", "tenant.profile.privacyPolicyVersion.alone");
    }
    return Optional.of(text).filter(version -> !version.isEmpty());
  }

  private static Optional<String> thirdCountries(FormInput form, Tenant before) {
    return form.all("thirdCountries").isEmpty()
        ? before.thirdCountries()
        : Optional.of(form.text("thirdCountries", 500)).filter(text -> !text.isEmpty());
  }

  private static void checkAddress(FormInput form, String field, String address) {
    if (!address.isEmpty() && !ProfileLack.canSend(address)) {
      form.refuse(field, "tenant.profile.address.wrong");
    }
  }

  private static List<Language> languages(FormInput form) {
    List<Language> chosen =
        form.all("languages").stream()
            .flatMap(code -> Language.of(code).stream())
            .distinct()
            .toList();
    if (chosen.isEmpty()) {
      form.refuse("languages", "tenant.profile.languages.missing");
    }
    Optional<Language> first = Language.of(form.value("language")).filter(chosen::contains);
    return Stream.concat(
            first.stream(),
            Arrays.stream(Language.values())
                .filter(chosen::contains)
                .filter(l -> first.isEmpty() || l != first.get()))
        .toList();
  }

  private static ZoneId zone(FormInput form) {
    String text = form.value("timeZone");
    if (zones().contains(text)) {
      return ZoneId.of(text);
    }
    form.refuse("timeZone", "tenant.profile.timeZone.wrong");
    return ZoneId.of("UTC");
  }

  /** The zones that people know by a city. */
  static List<String> zones() {
    return ZoneId.getAvailableZoneIds().stream()
        .filter(
            id ->
                id.equals("UTC")
                    || id.matches(
                        "(Europe|America|Africa|Asia|Australia|Atlantic|Pacific|Indian)/.+"))
        .sorted()
        .toList();
  }

  private static String country(FormInput form, Tenant before) {
    String text = form.value("country");
    if (text.isEmpty()) {
      return before.country();
    }
    if (!COUNTRIES.contains(text)) {
      form.refuse("country", "tenant.profile.country.wrong");
    }
    return text;
  }

  /**
   * What countries are called in a language, in its order.
   *
   * @return codes of ISO 3166 with their names
   */
  static Map<String, String> countries(Locale locale) {
    var names = new TreeMap<String, String>(Collator.getInstance(locale));
    COUNTRIES.forEach(code -> names.put(Locale.of("", code).getDisplayCountry(locale), code));
    var countries = new LinkedHashMap<String, String>();
    names.forEach((name, code) -> countries.put(code, name));
    return countries;
  }

  private static IpMode ipMode(FormInput form, Tenant before) {
    String text = form.value("ipMode");
    return Arrays.stream(IpMode.values())
        .filter(mode -> mode.name().equals(text))
        .findFirst()
        .orElse(before.ipMode());
  }

  private static String colour(FormInput form, Tenant before) {
    String text = form.value("colour").toLowerCase(Locale.ROOT);
    if (text.isEmpty()) {
      return before.colour();
    }
    if (!text.matches("#[0-9a-f]{6}")) {
      form.refuse("colour", "tenant.profile.colour.wrong");
    }
    return text;
  }
}
