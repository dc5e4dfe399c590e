package org.jawort.contact;

import java.util.List;
import org.jawort.platform.TenantId;

/**
 * Addresses were erased with all that is known of them; whatever else keeps them destroys it in the
 * same transaction.
 *
 * @param keys normalised
 */
public record AddressesErased(TenantId tenant, List<String> keys) {
  /** Copies the list. */
  public AddressesErased {
    keys = List.copyOf(keys);
  }
}
