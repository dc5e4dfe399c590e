package org.jawort.delivery;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jawort.platform.SettingException;
import org.jspecify.annotations.Nullable;

/**
 * What JAWORT_SMTP_URL says: {@code smtp://user:password@host:587?starttls=required&connections=10}
 * or {@code smtps://…}.
 *
 * @param login user and password, percent-decoded, or empty for a server that asks for none
 * @param connections most that are open at once, 1 to 100
 */
record SmtpSettings(
    String host, int port, Encryption encryption, Optional<Login> login, int connections) {
  private static final String NAME = "JAWORT_SMTP_URL";
  private static final int DEFAULT_CONNECTIONS = 10;

  /** User and password. */
  record Login(String user, String password) {
    @Override
    public String toString() {
      return "Login"; // never the password
    }
  }

  /** How the connection is protected. */
  enum Encryption {
    /** TLS from the first byte, certificate checked (smtps). */
    TLS,
    /** STARTTLS, certificate checked, or no mail. */
    REQUIRED,
    /** STARTTLS where offered, with any certificate (RFC 7435); better than none. */
    OPTIONAL,
    /** In clear. */
    NEVER
  }

  /**
   * Reads the setting.
   *
   * @throws SettingException in one line, without the password
   */
  static SmtpSettings of(URI url) {
    boolean tls = "smtps".equals(url.getScheme());
    boolean path = url.getRawPath() != null && !url.getRawPath().matches("/?");
    if (path || url.getFragment() != null) {
      throw new SettingException(NAME, "has a path; expected smtp://[user:password@]host[:port]");
    }
    Map<String, String> query = query(url.getRawQuery(), tls);
    return new SmtpSettings(
        url.getHost().replaceAll("[\\[\\]]", ""),
        port(url, tls),
        tls ? Encryption.TLS : encryption(query.get("starttls")),
        login(url.getRawUserInfo()),
        connections(query.get("connections")));
  }

  private static int port(URI url, boolean tls) {
    if (url.getPort() == 0 || url.getPort() > 65_535) {
      throw new SettingException(NAME, "names port " + url.getPort() + "; expected 1 to 65535");
    }
    return url.getPort() > 0 ? url.getPort() : tls ? 465 : 25;
  }

  private static Map<String, String> query(@Nullable String raw, boolean tls) {
    Set<String> known = tls ? Set.of("connections") : Set.of("connections", "starttls");
    var values = new HashMap<String, String>();
    for (String part : raw == null ? new String[0] : raw.split("&", -1)) {
      String[] pair = part.split("=", 2);
      if (pair.length < 2 || !known.contains(pair[0]) || values.put(pair[0], pair[1]) != null) {
        throw new SettingException(
            NAME,
            "has the parameter \"%s\"; expected each of %s at most once"
                .formatted(pair[0], String.join(", ", known.stream().sorted().toList())));
      }
    }
    return values;
  }

  private static Encryption encryption(@Nullable String starttls) {
    return switch (starttls) {
      case null -> Encryption.OPTIONAL;
      case "optional" -> Encryption.OPTIONAL;
      case "required" -> Encryption.REQUIRED;
      case "never" -> Encryption.NEVER;
      default ->
          throw new SettingException(
              NAME, "has starttls=\"" + starttls + "\"; expected required, optional or never");
    };
  }

  private static Optional<Login> login(@Nullable String raw) {
    if (raw == null) {
      return Optional.empty();
    }
    String[] parts = raw.split(":", 2);
    if (parts.length < 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
      throw new SettingException(NAME, "names a user without a password; expected user:password@");
    }
    return Optional.of(new Login(decoded(parts[0]), decoded(parts[1])));
  }

  /** Percent-decoding alone: a plus sign is a plus sign outside of forms. */
  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static int connections(@Nullable String text) {
    if (text == null) {
      return DEFAULT_CONNECTIONS;
    }
    if (!text.matches("[1-9][0-9]?|100")) {
      throw new SettingException(NAME, "has connections=\"" + text + "\"; expected 1 to 100");
    }
    return Integer.parseInt(text);
  }
}
