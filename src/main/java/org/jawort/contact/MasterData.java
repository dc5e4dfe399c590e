package org.jawort.contact;

import org.jawort.platform.Language;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a contact beside its contact points; checked and complete.
 *
 * @param firstName at most {@value #LONGEST} characters, or null
 * @param lastName likewise
 * @param company likewise
 * @param language in which the contact is written to
 */
public record MasterData(
    ContactKind kind,
    @Nullable String firstName,
    @Nullable String lastName,
    @Nullable String company,
    Language language) {
  /** Most characters of a name. */
  public static final int LONGEST = 200;
}
