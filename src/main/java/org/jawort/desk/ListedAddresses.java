package org.jawort.desk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
  /** Most addresses at once. */
  public static final int MOST = 10_000;

  private static final Pattern BETWEEN = Pattern.compile("[\\r\\n,;\\t]+");

  /** As mail programs write it: {@code Ada Lovelace <ada@example.org>}. */
  private static final Pattern NAMED = Pattern.compile(".*<([^<>]*)>\\s*");

  private static final String MAILTO = "mailto:";

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

  /** What stands in a text, one a line, or with commas, semicolons or tabs between. */
  public static List<String> in(String text) {
    return Arrays.stream(BETWEEN.split(text))
        .map(ListedAddresses::bare)
        .filter(one -> !one.isEmpty())
        .toList();
  }

  private static String bare(String written) {
    Matcher named = NAMED.matcher(written);
    String address = (named.matches() ? named.group(1) : written).strip();
    return address.regionMatches(true, 0, MAILTO, 0, MAILTO.length())
        ? address.substring(MAILTO.length())
        : address;
  }

  /**
   * May we send advertising to each of them?
   *
   * @param purpose its key
   * @return in the same order
   */
  public List<Listed> look(TenantId tenant, List<String> addresses, String purpose) {
    Set<String> seen = new HashSet<>();
    var keys = new ArrayList<String>();
    for (String address : addresses) {
      if (EmailAddress.parse(address) instanceof EmailAddress.Valid(EmailAddress valid)
          && seen.add(valid.key())) {
        keys.add(valid.key());
      }
    }
    List<Permission> answers =
        permissions.ask(tenant, Channel.EMAIL, keys, purpose, MessageClass.ADVERTISING);
    var listed = new ArrayList<Listed>();
    int next = 0;
    seen.clear();
    for (String address : addresses) {
      switch (EmailAddress.parse(address)) {
        case EmailAddress.Valid(EmailAddress valid) ->
            listed.add(
                new Listed(
                    address, seen.add(valid.key()) ? answers.get(next++) : Permission.DUPLICATE));
        case EmailAddress.Invalid invalid -> listed.add(new Listed(address, Permission.INVALID));
      }
    }
    return listed;
  }
}
