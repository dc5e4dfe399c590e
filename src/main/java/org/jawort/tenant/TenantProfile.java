package org.jawort.tenant;

import java.net.URI;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jawort.platform.Language;

/**
 * What an owner may change about the tenant; the components mean the same as in {@link Tenant}.
 *
 * @param languages the active ones, at least one; the first one becomes the default
 */
public record TenantProfile(
    String name,
    String imprint,
    Optional<URI> privacyPolicyUrl,
    Optional<String> privacyPolicyVersion,
    String senderName,
    String senderAddress,
    Optional<String> replyTo,
    List<Language> languages,
    ZoneId timeZone,
    IpMode ipMode,
    String colour,
    String country,
    Optional<String> thirdCountries,
    Optional<TenantLogo> logo) {
  /** Copies the languages. */
  public TenantProfile {
    languages = List.copyOf(languages);
    if (languages.isEmpty()) {
      throw new IllegalArgumentException("a tenant speaks at least one language");
    }
  }

  /** One without a logo. */
  public TenantProfile(
      String name,
      String imprint,
      Optional<URI> privacyPolicyUrl,
      Optional<String> privacyPolicyVersion,
      String senderName,
      String senderAddress,
      Optional<String> replyTo,
      List<Language> languages,
      ZoneId timeZone,
      IpMode ipMode,
      String colour,
      String country,
      Optional<String> thirdCountries) {
    this(
        name,
        imprint,
        privacyPolicyUrl,
        privacyPolicyVersion,
        senderName,
        senderAddress,
        replyTo,
        languages,
        timeZone,
        ipMode,
        colour,
        country,
        thirdCountries,
        Optional.empty());
  }

  /** One that says nothing of its policy's version and of third countries. */
  public TenantProfile(
      String name,
      String imprint,
      Optional<URI> privacyPolicyUrl,
      String senderName,
      String senderAddress,
      Optional<String> replyTo,
      List<Language> languages,
      ZoneId timeZone,
      IpMode ipMode,
      String colour,
      String country) {
    this(
        name,
        imprint,
        privacyPolicyUrl,
        Optional.empty(),
        senderName,
        senderAddress,
        replyTo,
        languages,
        timeZone,
        ipMode,
        colour,
        country,
        Optional.empty());
  }

  /** The same with this logo, or none. */
  public TenantProfile wearing(Optional<TenantLogo> other) {
    return new TenantProfile(
        name,
        imprint,
        privacyPolicyUrl,
        privacyPolicyVersion,
        senderName,
        senderAddress,
        replyTo,
        languages,
        timeZone,
        ipMode,
        colour,
        country,
        thirdCountries,
        other);
  }

  Language language() {
    return languages.getFirst();
  }
}
