package org.jawort.contact;

import java.util.List;
import org.jawort.contact.address.CheckedAddress;

/**
 * A contact to be created.
 *
 * @param addresses its contact points, none twice
 */
public record NewContact(MasterData data, List<CheckedAddress> addresses, Origin origin) {
  /** Copies the addresses. */
  public NewContact {
    addresses = List.copyOf(addresses);
  }
}
