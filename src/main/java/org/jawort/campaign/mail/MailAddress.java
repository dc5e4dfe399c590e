package org.jawort.campaign.mail;

import com.ibm.icu.text.IDNA;
import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An address as it stands in an envelope and a header: local part as typed, in NFC; domain in ASCII
 * (IDNA 2008), nothing in it that could end a header line or begin another address.
 */
public record MailAddress(String local, String domain) {
  /** The atoms of RFC 5321 and their extension beyond ASCII of RFC 6531. */
  private static final Pattern LOCAL =
      Pattern.compile(
          "[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+(\\.[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+)*");

  private static final Pattern DOMAIN =
      Pattern.compile("(?i)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");
  private static final IDNA TO_ASCII =
      IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ);

  /** Reads an address; empty where it is none that can be written to. */
  public static Optional<MailAddress> of(String address) {
    int at = address.lastIndexOf('@');
    String local = Normalizer.normalize(address.substring(0, Math.max(at, 0)), Normalizer.Form.NFC);
    if (!LOCAL.matcher(local).matches()) {
      return Optional.empty();
    }
    var info = new IDNA.Info();
    String domain =
        TO_ASCII.nameToASCII(address.substring(at + 1), new StringBuilder(), info).toString();
    return info.hasErrors() || !DOMAIN.matcher(domain).matches()
        ? Optional.empty()
        : Optional.of(new MailAddress(local, domain));
  }

  /** Whether only a server with SMTPUTF8 can take it. */
  boolean international() {
    return local.chars().anyMatch(c -> c > 126);
  }

  @Override
  public String toString() {
    return local + "@" + domain;
  }
}
