package org.jawort.tenant;

import java.net.URI;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.platform.web.Brand;

/**
 * One business that uses the installation (Mandant).
 *
 * @param number short name in links and form addresses
 * @param name the firm, as recipients read it
 * @param imprint several lines, for the foot of every mail; empty until an owner says it
 * @param privacyPolicyUrl of the firm's website; empty until an owner says it (S1-12)
 * @param privacyPolicyVersion what the firm calls the version that stands there; empty where it
 *     says nothing of it
 * @param senderName display name in From
 * @param senderAddress address in From
 * @param replyTo address for answers, where it is another
 * @param language the default one
 * @param languages the active ones, German first
 * @param timeZone in which times are shown
 * @param ipMode how much of a visitor's address is kept
 * @param colour {@code #rrggbb}
 * @param setUp whether an owner finished the set-up
 * @param country two letters of ISO 3166; national telephone numbers are read as its own
 * @param thirdCountries which recipients work with the data in third countries, and on what grounds
 *     (Art. 15(2) GDPR); empty where the firm says nothing of it
 * @param logo shown on public pages in place of the name
 * @param lacks what keeps its forms and mails from going out; empty where nothing does
 */
public record Tenant(
    TenantId id,
    int number,
    String name,
    String imprint,
    Optional<URI> privacyPolicyUrl,
    Optional<String> privacyPolicyVersion,
    String senderName,
    String senderAddress,
    Optional<String> replyTo,
    Language language,
    List<Language> languages,
    ZoneId timeZone,
    IpMode ipMode,
    String colour,
    boolean setUp,
    String country,
    Optional<String> thirdCountries,
    Optional<TenantLogo> logo,
    List<ProfileLack> lacks) {
  /** What is taken until an owner chooses. */
  static final String FIRST_COUNTRY = "DE";

  /** Copies the lists. */
  public Tenant {
    languages = List.copyOf(languages);
    lacks = List.copyOf(lacks);
  }

  /** How it appears on its public pages. */
  public Brand brand() {
    return new Brand(
        name,
        colour,
        imprint,
        privacyPolicyUrl,
        privacyPolicyVersion,
        logo.map(picture -> picture.shown(number)).orElse(null));
  }

  /** What its owner may change. */
  public TenantProfile profile() {
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
        logo);
  }
}
