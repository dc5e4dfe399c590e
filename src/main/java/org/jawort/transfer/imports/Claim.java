package org.jawort.transfer.imports;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a file says of somebody's consent. Nothing of it is believed without its evidence. */
public enum Claim {
  /** They consented. */
  GIVEN(
      "subscribed",
      "active",
      "aktiv",
      "confirmed",
      "bestätigt",
      "bestaetigt",
      "activated",
      "aktiviert",
      "opt-in",
      "optin",
      "opted in",
      "double-opt-in",
      "double opt-in",
      "doi",
      "angemeldet",
      "abonniert",
      "yes",
      "ja",
      "true",
      "wahr",
      "1",
      "x",
      "y",
      "j",
      "1/yes"),
  /** They said no. */
  NO(
      "unsubscribed",
      "unsubscribe",
      "abgemeldet",
      "abbestellt",
      "opt-out",
      "optout",
      "opted out",
      "deactivated",
      "deaktiviert",
      "blocklisted",
      "blacklisted",
      "blocked",
      "gesperrt",
      "blacklist",
      "revoked",
      "widerrufen",
      "deleted",
      "gelöscht",
      "refused",
      "abgelehnt",
      "removed"),
  /** Mail to them came back for good. */
  BOUNCED(
      "cleaned",
      "bounced",
      "bounce",
      "hardbounce",
      "hard bounce",
      "hard-bounce",
      "hardbounced",
      "unzustellbar",
      "invalid",
      "ungültig"),
  /** They complained of it as unwanted. */
  COMPLAINED("abused", "abuse", "complained", "complaint", "spam", "unwanted", "beschwerde"),
  /** Nothing. */
  NONE(
      "",
      "pending",
      "unconfirmed",
      "unbestätigt",
      "nicht bestätigt",
      "new",
      "neu",
      "nonsubscribed",
      "non-subscribed",
      "enabled",
      "disabled",
      "unknown",
      "unbekannt",
      "inactive",
      "inaktiv",
      "no",
      "nein",
      "false",
      "falsch",
      "0",
      "n",
      "2/no",
      "transactional",
      "wartend",
      "archived");

  private static final Map<String, Claim> BY_WORD =
      Stream.of(values())
          .flatMap(claim -> claim.words.stream().map(word -> Map.entry(word, claim)))
          .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

  private final List<String> words;

  Claim(String... words) {
    this.words = List.of(words);
  }

  /** What a word in a column of statuses means; empty where nobody knows it. */
  static Optional<Claim> of(String word) {
    return Optional.ofNullable(BY_WORD.get(word.strip().toLowerCase(Locale.ROOT)));
  }

  /** What the name of a table in a ZIP says of all its rows, as Mailchimp calls them. */
  static Optional<Claim> ofTable(String name) {
    String file = name.substring(name.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    return Stream.of("unsubscribed", "nonsubscribed", "subscribed", "cleaned")
        .filter(file::startsWith)
        .findFirst()
        .flatMap(Claim::of);
  }

  /** Whether mail to them must stop. */
  boolean isNo() {
    return this == NO || this == COMPLAINED;
  }

  /** Whether their address gets a mail block. */
  boolean blocks() {
    return this == BOUNCED || this == COMPLAINED;
  }
}
