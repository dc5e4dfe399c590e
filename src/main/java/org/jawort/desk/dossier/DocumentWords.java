package org.jawort.desk.dossier;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jawort.consent.HistoryEntry;
import org.jawort.consent.purpose.Purpose;
import org.jawort.erasure.KeptProof;
import org.jawort.platform.Language;
import org.jawort.tenant.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/** Says things in the language of a document; in its templates as {@code words}. */
public final class DocumentWords {
  private final MessageSource texts;
  private final Locale locale;
  private final ZoneId zone;
  private final Language language;
  private final Map<String, Purpose> purposes;

  DocumentWords(MessageSource texts, DocumentContext documentContext) {
    this.texts = texts;
    this.language = documentContext.language();
    this.locale = language.locale();
    this.zone = documentContext.tenant().timeZone();
    this.purposes = documentContext.purposes();
  }

  /** What staff call the purpose of that key. */
  public String purpose(@Nullable String key) {
    if (key == null) {
      return "–";
    }
    Purpose purpose = purposes.get(key);
    return purpose == null ? key : purpose.profile().name().in(language);
  }

  /** What the purpose of an event was called at its time. */
  String purpose(HistoryEntry entry) {
    return entry.asked() == null ? purpose(entry.purpose()) : entry.asked().name().in(language);
  }

  /** Why data may be processed for the purpose. */
  String basis(String key) {
    Purpose purpose = purposes.get(key);
    return purpose == null ? "–" : shared("legalBasis", purpose.profile().legalBasis());
  }

  /** Whose law holds for the purpose. */
  String jurisdiction(String key) {
    Purpose purpose = purposes.get(key);
    return purpose == null ? "–" : shared("jurisdiction", purpose.profile().jurisdiction());
  }

  /** How long a consent to the purpose holds. */
  String validity(@Nullable String key) {
    Purpose purpose = key == null ? null : purposes.get(key);
    Integer months = purpose == null ? null : purpose.profile().validityMonths();
    return months == null ? of("record.validity") : of("record.validity.months", months);
  }

  private String shared(String group, Enum<?> code) {
    return texts.getMessage("consent." + group + "." + code.name(), null, locale);
  }

  /** A text of the documents. */
  public String of(String key, Object... arguments) {
    return texts.getMessage("dossier." + key, arguments, locale);
  }

  /** A text of another room. */
  String room(String key) {
    return texts.getMessage(key, null, locale);
  }

  /** A text of another room, in the language in which it was shown there. */
  String in(Language language, String key) {
    return texts.getMessage(key, null, language.locale());
  }

  /** A text of the documents, else one of the staff area, else the code itself. */
  public String code(String group, @Nullable Object code) {
    if (code == null) {
      return "–";
    }
    String own = text("dossier." + group + "." + code);
    String shared = own == null ? text("desk." + group + "." + code) : own;
    return shared == null ? code.toString() : shared;
  }

  private @Nullable String text(String key) {
    return texts.getMessage(key, null, null, locale);
  }

  /** Who outside gets something of what is told, and for what. */
  List<String> recipients(DocumentContext context) {
    var all = new ArrayList<String>();
    if (context.mailServer() != null) {
      all.add(of("record.recipient", context.mailServer()));
    }
    context.called().forEach(host -> all.add(of("record.recipient.webhook", host)));
    return all;
  }

  /** What the firm says of third countries; otherwise where to read it. */
  String transfer(DocumentContext context) {
    return context
        .tenant()
        .thirdCountries()
        .map(said -> of("record.transfer.own") + " " + said)
        .orElseGet(() -> of("record.transfer"));
  }

  /** What is to be said of proof whose contact was erased. */
  String restriction(KeptProof kept) {
    return of(
        "kept." + kept.reason(), kept.name().in(language), day(kept.keptAt()), day(kept.until()));
  }

  /** Who caused an event, with the name where there is one. */
  public String actor(Actor actor, @Nullable String name) {
    return name == null
        ? of("actor." + actor.kind())
        : texts.getMessage("dossier.actor." + actor.kind() + ".named", new Object[] {name}, locale);
  }

  /** A moment to the second in the tenant's zone; by 24 hours in every language. */
  public String local(Instant instant) {
    return day(instant)
        + DateTimeFormatter.ofPattern(", HH:mm:ss zzz", locale).withZone(zone).format(instant);
  }

  /** A moment in both. */
  String moment(Instant instant) {
    return local(instant) + " (" + utc(instant) + ")";
  }

  /** The same moment in UTC, to the second. */
  public String utc(Instant instant) {
    return DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'")
        .withZone(ZoneOffset.UTC)
        .format(instant);
  }

  /** A day in the tenant's zone. */
  public String day(Instant instant) {
    return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
        .withLocale(locale)
        .format(LocalDate.ofInstant(instant, zone));
  }

  /** A day of the calendar. */
  String day(LocalDate day) {
    return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(locale).format(day);
  }

  /** A number of bytes. */
  public String bytes(int size) {
    return of("bytes", size);
  }

  /** Long runs of digits in groups, so that people can compare them. */
  public String grouped(String hex) {
    return hex.replaceAll("(.{8})(?=.)", "$1 ");
  }

  /** The code of the language, for {@code lang}. */
  public String language() {
    return locale.getLanguage();
  }
}
