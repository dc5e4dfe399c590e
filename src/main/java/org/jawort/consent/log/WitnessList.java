package org.jawort.consent.log;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jawort.platform.SettingException;
import org.jawort.platform.Settings;
import org.springframework.stereotype.Component;

/**
 * The witnesses that the operator set (JAWORT_WITNESSES): {@code [N of ]ADDRESS VKEY[, ADDRESS
 * VKEY]…}. Without a number all of them are needed.
 */
@Component
public final class WitnessList {
  private static final String SETTING = "JAWORT_WITNESSES";
  private static final Pattern NEEDED = Pattern.compile("([0-9]{1,3}) of (.*)", Pattern.DOTALL);

  /** So that a note with all their lines is one that everybody reads. */
  private static final int MOST = 15;

  private final List<Witness> all;
  private final int needed;

  /**
   * A witness.
   *
   * @param prefix of its addresses, without a slash at the end
   */
  public record Witness(URI prefix, WitnessKey key) {}

  /**
   * Reads the setting.
   *
   * @throws SettingException where it is wrong
   */
  public WitnessList(Settings settings) {
    Optional<String> given = settings.witnessing().witnesses();
    Optional<Matcher> numbered = given.map(NEEDED::matcher).filter(Matcher::matches);
    this.all =
        numbered
            .map(match -> match.group(2))
            .or(() -> given)
            .map(WitnessList::read)
            .orElse(List.of());
    this.needed = numbered.map(match -> Integer.parseInt(match.group(1))).orElse(all.size());
    if (!all.isEmpty() && (needed < 1 || needed > all.size())) {
      throw new SettingException(
          SETTING,
          "needs %d of %d witnesses; expected 1 to %d".formatted(needed, all.size(), all.size()));
    }
  }

  private static List<Witness> read(String text) {
    var witnesses = new ArrayList<Witness>();
    for (String one : text.strip().split("\\s*,\\s*", -1)) {
      String[] parts = one.split("\\s+");
      if (parts.length != 2) {
        throw wrong("\"%s\" is not an address and a key with a space between".formatted(one));
      }
      witnesses.add(new Witness(prefix(parts[0]), key(parts[1])));
    }
    long distinct = witnesses.stream().map(Witness::key).distinct().count();
    if (distinct < witnesses.size() || witnesses.size() > MOST) {
      throw wrong("it names a witness twice, or more than %d".formatted(MOST));
    }
    return List.copyOf(witnesses);
  }

  private static URI prefix(String text) {
    try {
      var uri = new URI(text);
      boolean web = uri.getScheme() != null && Set.of("http", "https").contains(uri.getScheme());
      boolean plain =
          uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null;
      if (web && plain && uri.getHost() != null) {
        return URI.create(text.replaceAll("/+$", ""));
      }
    } catch (URISyntaxException e) {
      // Said below.
    }
    throw wrong("\"%s\" is no address of a witness".formatted(text));
  }

  private static WitnessKey key(String vkey) {
    try {
      return WitnessKey.parse(vkey);
    } catch (MalformedException e) {
      throw wrong("\"%s\" is no key of a witness: %s".formatted(vkey, e.getMessage()));
    }
  }

  private static SettingException wrong(String what) {
    return new SettingException(
        SETTING, what + "; expected [N of ]https://address vkey[, https://address vkey …]");
  }

  /** How many must have cosigned a checkpoint for it to count as witnessed; 0 where none is set. */
  public int needed() {
    return needed;
  }

  /** All that are asked. */
  public List<Witness> all() {
    return all;
  }
}
