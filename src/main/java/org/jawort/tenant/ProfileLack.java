package org.jawort.tenant;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a tenant's profile must say before a form of it is online and a mail leaves: nothing goes
 * out in nobody's name (law 2, 3, 9, 27, 57).
 */
public enum ProfileLack {
  /** What the firm is called. */
  NAME,
  /** Who is responsible, in every mail and on every page. */
  IMPRINT,
  /** A name and an address in From that belong to somebody. */
  SENDER,
  /** Where the privacy policy is to be read (law 56). */
  PRIVACY_POLICY;

  /** What the first tenant is called until an owner says it. */
  private static final Set<String> PROVISIONAL = Set.of("Mein Unternehmen", "My company");

  /** What is lacking; empty where the profile is complete. */
  public static List<ProfileLack> of(
      String name,
      String imprint,
      Optional<URI> privacyPolicy,
      String senderName,
      String senderAddress) {
    var lacks = new ArrayList<ProfileLack>();
    if (!isNamed(name)) {
      lacks.add(NAME);
    }
    if (imprint.isBlank()) {
      lacks.add(IMPRINT);
    }
    if (!isNamed(senderName) || !canSend(senderAddress)) {
      lacks.add(SENDER);
    }
    if (privacyPolicy.isEmpty()) {
      lacks.add(PRIVACY_POLICY);
    }
    return List.copyOf(lacks);
  }

  static String provisionalName(boolean german) {
    return german ? "Mein Unternehmen" : "My company";
  }

  private static boolean isNamed(String name) {
    return !name.isBlank() && !PROVISIONAL.contains(name.strip());
  }

  /** Tells whether an answer to the address can reach anybody: one at localhost leads nowhere. */
  public static boolean canSend(String address) {
    String domain = address.substring(address.lastIndexOf('@') + 1);
    String last = domain.substring(domain.lastIndexOf('.') + 1);
    return StaffEmail.parse(address).isPresent()
        && domain.contains(".")
        && !last.equalsIgnoreCase("localhost")
        && !last.chars().allMatch(Character::isDigit);
  }
}
