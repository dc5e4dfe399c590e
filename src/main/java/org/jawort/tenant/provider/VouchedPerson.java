package org.jawort.tenant.provider;

import java.util.List;
import java.util.Optional;
import org.jawort.tenant.StaffEmail;

/**
 * Somebody for whom the provider vouches.
 *
 * @param subject its own name for them, which stays
 * @param email that it has verified; empty where it has none
 */
record VouchedPerson(
    String issuer, String subject, Optional<StaffEmail> email, String name, List<String> groups) {
  @Override
  public String toString() {
    return "VouchedPerson[…]";
  }
}
