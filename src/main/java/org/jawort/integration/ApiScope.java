package org.jawort.integration;

import java.util.Locale;

/** What a key may be used for; none includes another. */
public enum ApiScope {
  /** Reading all that the API shows: contacts, histories, dossiers, copies. */
  READ,
  /** Creating and changing contacts. */
  CONTACTS,
  /** Asking for consent, and recording what people said about it. */
  CONSENTS,
  /** Sending messages to single people. */
  MESSAGES,
  /** Erasing people, and what the business sets: purposes. */
  ADMIN;

  /** Its name in the API (RFC 6750, section 3). */
  public String token() {
    return name().toLowerCase(Locale.ROOT);
  }
}
