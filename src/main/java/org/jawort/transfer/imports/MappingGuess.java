package org.jawort.transfer.imports;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jawort.contact.group.CustomField;
import org.jawort.transfer.file.FileShape;
import org.jawort.transfer.file.Table;
import org.jawort.transfer.imports.ImportTarget.Kind;

/**
 * Guesses what the columns of a file are: from their names in German and English, which are also
 * those of the exports of Mailchimp, Brevo, CleverReach, rapidmail and listmonk; else from what
 * stands in them.
 */
final class MappingGuess {
  private static final Pattern ADDRESS = Pattern.compile("[^\\s@]+@[^\\s@]+\\.[^\\s@]+");
  private static final Map<String, Kind> NAMES = new HashMap<>();

  static {
    // When a system made its entry (created_at, ADDED_TIME) says nothing of when anybody consented.
    names(Kind.EMAIL, "email", "emailaddress", "emailadresse", "mail", "mailadresse", "epost");
    names(
        Kind.MOBILE,
        "mobile",
        "mobil",
        "handy",
        "sms",
        "mobilnummer",
        "handynummer",
        "mobilephone",
        "mobilenumber",
        "mobiltelefon",
        "cellphone",
        "cell",
        "smsphonenumber",
        "phone",
        "phonenumber",
        "telefon",
        "telefonnummer",
        "tel");
    names(Kind.FIRST_NAME, "firstname", "vorname", "givenname", "prenom", "fname");
    names(
        Kind.LAST_NAME,
        "lastname",
        "nachname",
        "surname",
        "familienname",
        "familyname",
        "nom",
        "lname");
    names(Kind.FULL_NAME, "name", "fullname", "kontakt", "ansprechpartner", "kundenname");
    names(
        Kind.COMPANY,
        "company",
        "firma",
        "unternehmen",
        "organisation",
        "organization",
        "companyname");
    names(Kind.LANGUAGE, "language", "sprache", "lang", "locale");
    names(Kind.CONTACT_KIND, "kontaktart", "kind", "kontakttyp");
    names(
        Kind.STATUS,
        "status",
        "subscriptionstatus",
        "emailmarketing",
        "newsletter",
        "optin",
        "doubleoptin",
        "einwilligung",
        "consent",
        "emailsubscriptionstatus",
        "subscribed",
        "doi");
    names(
        Kind.OPTED_IN_AT,
        "optintime",
        "registered",
        "registriert",
        "registrierungsdatum",
        "angemeldetam",
        "anmeldedatum",
        "optindate",
        "signupdate",
        "subscribedat",
        "einwilligungam",
        "registeredat",
        "optinzeit",
        "optinam",
        "consentat",
        "registriertam");
    names(
        Kind.OPTED_IN_IP, "optinip", "registeredip", "ip", "ipadresse", "registerip", "ipaddress");
    names(
        Kind.CONFIRMED_AT,
        "confirmtime",
        "activated",
        "aktiviert",
        "aktiviertam",
        "activatedat",
        "bestatigtam",
        "confirmedat",
        "doidate",
        "doubleoptindate",
        "doubleoptintime",
        "bestatigung",
        "aktivierungsdatum",
        "doitime");
    names(Kind.CONFIRMED_IP, "confirmip", "activatedip", "aktivierungsip", "doiip");
    names(Kind.WORDING, "wording", "wortlaut", "einwilligungstext", "consenttext");
    names(
        Kind.SOURCE,
        "source",
        "quelle",
        "herkunft",
        "anmeldequelle",
        "signupsource",
        "optinsource");
    names(
        Kind.OPTED_OUT_AT,
        "unsubtime",
        "deactivated",
        "deaktiviert",
        "deaktiviertam",
        "unsubscribedat",
        "abgemeldetam",
        "abmeldedatum",
        "optoutdate",
        "optouttime",
        "deleted",
        "geloscht",
        "widerrufenam",
        "deactivatedat");
    names(Kind.BOUNCED_AT, "cleantime", "bounced", "bouncedat", "bouncedate");
  }

  private MappingGuess() {}

  private static void names(Kind kind, String... names) {
    for (String name : names) {
      NAMES.put(name, kind);
    }
  }

  /** Lower case, without accents and whatever is no letter or digit. */
  static String bare(String name) {
    return Normalizer.normalize(name.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
        .replace("ß", "ss")
        .replaceAll("[^a-z0-9]", "");
  }

  /** What each column most likely is; each at most once but for fields of its own. */
  static List<String> columns(FileShape shape, List<CustomField> fields) {
    var guessed = new ArrayList<String>();
    for (FileShape.Column column : shape.columns()) {
      String target = byName(column.header(), fields).map(ImportTarget::toString).orElse("");
      guessed.add(guessed.contains(target) ? "" : target);
    }
    for (int i = 0; i < guessed.size(); i++) {
      if (guessed.get(i).isEmpty()) {
        Kind seen = bySamples(shape.columns().get(i));
        guessed.set(i, (guessed.contains(seen.name()) ? Kind.IGNORE : seen).name());
      }
    }
    return guessed;
  }

  private static Optional<ImportTarget> byName(String header, List<CustomField> fields) {
    String name = bare(header);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    return fields.stream()
        .filter(field -> bare(field.name()).equals(name))
        .findFirst()
        .map(field -> new ImportTarget(Kind.FIELD, field.id()))
        .or(() -> Optional.ofNullable(NAMES.get(name)).map(ImportTarget::of));
  }

  private static Kind bySamples(FileShape.Column column) {
    long addresses =
        column.samples().stream().filter(sample -> ADDRESS.matcher(sample).find()).count();
    return addresses > 0 && addresses * 2 >= column.samples().size() ? Kind.EMAIL : Kind.IGNORE;
  }

  /** What the names of the tables say. */
  static List<String> statuses(FileShape shape) {
    return shape.tables().stream()
        .map(Table::name)
        .map(name -> Claim.ofTable(name).map(Claim::name).orElse(""))
        .toList();
  }

  /** Which dates can be read by what the rest of their column is; those of the others are open. */
  static Map<Integer, Boolean> dayFirst(FileShape shape) {
    var known = new HashMap<Integer, Boolean>();
    for (int i = 0; i < shape.columns().size(); i++) {
      FileShape.Days days = shape.columns().get(i).days();
      if (!days.mixed()
          && !days.open()
          && days.either() + days.dayFirst() + days.monthFirst() > 0) {
        known.put(i, days.dayFirst() > 0);
      }
    }
    return known;
  }
}
