package org.jawort.transfer.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jawort.consent.permission.MessageClass;
import org.jawort.consent.permission.Permission;
import org.jawort.consent.permission.Permissions;
import org.jawort.contact.address.Channel;
import org.jawort.contact.address.EmailAddress;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;

/**
 * A list of addresses that somebody has from elsewhere, against the database: who is known and may
 * be advertised to, who not and why, and who is external (S2-09). Nothing of it is stored.
 */
@Component
public class ListedAddresses {
  private final Permissions permissions;

  ListedAddresses(Permissions permissions) {
    this.permissions = permissions;
  }

  /**
   * One of the list.
   *
   * @param typed as it stood there, without a name before it
   * @param permission INVALID_ADDRESS and DUPLICATE are reasons, too
   */
  public record Listed(String typed, Permission permission) {}

  /**
   * May we send advertising to each of them?
   *
   * @param purpose its key
   * @return in the same order
   */
  public List<Listed> look(TenantId tenant, List<String> addresses, String purpose) {
    List<EmailAddress.Parsed> parsed = addresses.stream().map(EmailAddress::parse).toList();
    List<String> keys = parsed.stream().flatMap(ListedAddresses::key).distinct().toList();
    Iterator<Permission> answers =
        permissions.ask(tenant, Channel.EMAIL, keys, purpose, MessageClass.ADVERTISING).iterator();
    Set<String> seen = new HashSet<>();
    var listed = new ArrayList<Listed>();
    for (int i = 0; i < addresses.size(); i++) {
      Permission answer =
          key(parsed.get(i))
              .findFirst()
              // The answers stand in the order in which the keys first came.
              .map(key -> seen.add(key) ? answers.next() : Permission.DUPLICATE)
              .orElse(Permission.INVALID);
      listed.add(new Listed(addresses.get(i), answer));
    }
    return listed;
  }

  private static Stream<String> key(EmailAddress.Parsed parsed) {
    return parsed instanceof EmailAddress.Valid(EmailAddress valid)
        ? Stream.of(valid.key())
        : Stream.empty();
  }
}
