package org.jawort.platform;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * What the operator decides, from the environment ({@code JAWORT_PORT}) or {@code
 * jawort.properties} ({@code jawort.port}); the environment wins.
 *
 * @param bind address to listen on
 * @param port port to listen on; 0 takes a free one (tests)
 * @param publicUrl base of every link in mails, without a slash at the end
 * @param data folder of the embedded database and the keys
 * @param databaseUrl {@code postgres://user:password@host/db}, or empty for the embedded one
 * @param smtpUrl mail server, or empty for the built-in mailbox
 * @param secret master secret, or empty to make and keep one in {@code data}
 * @param formerSecret the master secret until now, for the command that changes it
 * @param adminEmail address of the first owner, or empty for the set-up link
 * @param adminPassword password of the first owner
 * @param apiKey first API key of the first tenant
 * @param languages of the first tenant; the first one is its default
 * @param timeZone of the first tenant
 * @param witnessing who cosigns the log, and whose logs are cosigned
 * @param tsaUrl time stamping authority (RFC 3161), or empty for none
 * @param reach who stands between Jawort and its visitors, and who reads its figures
 * @param signOn another system that vouches for staff, or empty for none
 */
public record Settings(
    String bind,
    int port,
    URI publicUrl,
    Path data,
    Optional<String> databaseUrl,
    Optional<URI> smtpUrl,
    Optional<String> secret,
    Optional<String> formerSecret,
    Optional<String> adminEmail,
    Optional<String> adminPassword,
    Optional<String> apiKey,
    List<String> languages,
    ZoneId timeZone,
    Witnessing witnessing,
    Optional<URI> tsaUrl,
    Reach reach,
    Optional<SingleSignOn> signOn) {

  /**
   * What is between Jawort and whoever calls it.
   *
   * @param proxies whose word is taken for who called them
   * @param metricsToken with which a program reads {@code /metrics}, or empty where none does
   * @param securityContact whom to tell of a weakness of this installation (RFC 9116), or empty
   */
  public record Reach(
      Networks proxies, Optional<String> metricsToken, Optional<URI> securityContact) {
    /** A proxy on this machine, if any, and no program that reads the figures. */
    public static final Reach DEFAULT =
        new Reach(Networks.THIS_MACHINE, Optional.empty(), Optional.empty());
  }

  /**
   * A provider of OpenID Connect.
   *
   * @param issuer as it names itself
   * @param clientId as it knows us
   * @param groups claim of the ID token that names a person's groups
   * @param roles which group has which role, such as {@code marketing=editor}; the room of the
   *     tenants reads them
   */
  public record SingleSignOn(
      URI issuer, String clientId, String clientSecret, String groups, String roles) {
    @Override
    public String toString() {
      return "SingleSignOn[" + issuer + "]";
    }
  }

  /**
   * Witnesses (C2SP tlog-witness), as given; the room of the log reads them.
   *
   * @param witnesses of our log
   * @param logs that {@code jawort witness} cosigns
   * @param name under which it does so
   */
  public record Witnessing(
      Optional<String> witnesses, Optional<String> logs, Optional<String> name) {
    /** Neither the one nor the other. */
    public static final Witnessing NONE =
        new Witnessing(Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static final Set<String> NAMES =
      Set.of(
          "JAWORT_PORT",
          "JAWORT_BIND",
          "JAWORT_PUBLIC_URL",
          "JAWORT_DATA",
          "JAWORT_DATABASE_URL",
          "JAWORT_SMTP_URL",
          "JAWORT_SECRET",
          "JAWORT_FORMER_SECRET",
          "JAWORT_ADMIN_EMAIL",
          "JAWORT_ADMIN_PASSWORD",
          "JAWORT_API_KEY",
          "JAWORT_LANGUAGES",
          "JAWORT_TIME_ZONE",
          "JAWORT_WITNESSES",
          "JAWORT_WITNESS_LOGS",
          "JAWORT_WITNESS_NAME",
          "JAWORT_TSA_URL",
          "JAWORT_TRUSTED_PROXIES",
          "JAWORT_METRICS_TOKEN",
          "JAWORT_SECURITY_CONTACT",
          "JAWORT_OIDC_ISSUER",
          "JAWORT_OIDC_CLIENT_ID",
          "JAWORT_OIDC_CLIENT_SECRET",
          "JAWORT_OIDC_GROUPS",
          "JAWORT_OIDC_ROLES");

  /**
   * Reads the settings.
   *
   * @param environment such as {@code System.getenv()}
   * @param file {@code jawort.properties}, which may be missing
   * @throws SettingException where one is wrong: a line that names it, what was given and what is
   *     expected
   */
  public static Settings load(Map<String, String> environment, Path file) {
    var given = new Given(merge(environment, file));
    int port = given.port();
    Optional<String> database = given.text("JAWORT_DATABASE_URL");
    Optional<String> secret = given.secret(database.isPresent());
    given.adminTogether();
    return new Settings(
        given.text("JAWORT_BIND").orElse("127.0.0.1"),
        port,
        given.publicUrl(port),
        Path.of(given.text("JAWORT_DATA").orElse("data")).toAbsolutePath().normalize(),
        database,
        given.smtpUrl(),
        secret,
        given.text("JAWORT_FORMER_SECRET"),
        given.text("JAWORT_ADMIN_EMAIL"),
        given.text("JAWORT_ADMIN_PASSWORD"),
        given.text("JAWORT_API_KEY"),
        given.languages(),
        given.timeZone(),
        new Witnessing(
            given.text("JAWORT_WITNESSES"),
            given.text("JAWORT_WITNESS_LOGS"),
            given.text("JAWORT_WITNESS_NAME")),
        given.tsaUrl(),
        new Reach(given.proxies(), given.metricsToken(), given.securityContact()),
        given.signOn());
  }

  private static Map<String, String> merge(Map<String, String> environment, Path file) {
    var merged = new HashMap<String, String>();
    fromFile(file)
        .forEach(
            (key, value) ->
                merged.put(
                    key.toString().toUpperCase(Locale.ROOT).replace('.', '_'), value.toString()));
    environment.forEach(
        (key, value) -> {
          if (key.startsWith("JAWORT_")) {
            merged.put(key, value);
          }
        });
    for (String name : merged.keySet()) {
      if (name.startsWith("JAWORT_") && !NAMES.contains(name) && !name.startsWith("JAWORT_TEST_")) {
        throw new SettingException(name, "is not a setting of Jawort; see the README for the list");
      }
    }
    return merged;
  }

  private static Properties fromFile(Path file) {
    var properties = new Properties();
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        properties.load(reader);
      } catch (IOException | IllegalArgumentException e) {
        throw new SettingException(file.toString(), "cannot be read as a properties file in UTF-8");
      }
    }
    return properties;
  }

  /** Tells whether the pages are served over TLS, to the outside. */
  public boolean secure() {
    return "https".equals(publicUrl.getScheme());
  }

  /**
   * Tells whether the public address is this machine, so that nobody is meant to come from
   * elsewhere.
   */
  public boolean local() {
    String host = publicUrl.getHost().toLowerCase(Locale.ROOT);
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || IpLiteral.parseNode(host).filter(Networks.THIS_MACHINE::contain).isPresent();
  }

  /** The values as given, each read with its own check. */
  private record Given(Map<String, String> values) {
    Optional<String> text(String name) {
      return Optional.ofNullable(values.get(name)).map(String::strip).filter(s -> !s.isEmpty());
    }

    int port() {
      String text = text("JAWORT_PORT").orElse("8080");
      try {
        int port = Integer.parseInt(text);
        if (port >= 0 && port <= 65_535) {
          return port;
        }
      } catch (NumberFormatException e) {
        // Said below, together with the numbers out of range.
      }
      throw new SettingException(
          "JAWORT_PORT", "is \"" + text + "\"; expected a port number from 1 to 65535");
    }

    URI publicUrl(int port) {
      String text = text("JAWORT_PUBLIC_URL").orElse("http://localhost:" + port);
      URI url = uri("JAWORT_PUBLIC_URL", text, "http(s)://host, without user, query or fragment");
      boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      boolean plain =
          url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null;
      if (!web || url.getHost() == null || !plain) {
        throw new SettingException(
            "JAWORT_PUBLIC_URL",
            "is not usable; expected http(s)://host, without user, query or fragment");
      }
      return URI.create(text.replaceAll("/+$", ""));
    }

    Optional<URI> smtpUrl() {
      String expected = "smtp://[user:password@]host[:port][?starttls=required] or smtps://…";
      Optional<URI> url =
          text("JAWORT_SMTP_URL").map(text -> uri("JAWORT_SMTP_URL", text, expected));
      url.filter(u -> !Set.of("smtp", "smtps").contains(u.getScheme()) || u.getHost() == null)
          .ifPresent(
              u -> {
                throw new SettingException(
                    "JAWORT_SMTP_URL", "is not a mail server's address; expected " + expected);
              });
      return url;
    }

    Optional<URI> tsaUrl() {
      String expected = "http(s)://[user:password@]host[/path][#policy=OID]";
      Optional<URI> url = text("JAWORT_TSA_URL").map(text -> uri("JAWORT_TSA_URL", text, expected));
      url.filter(u -> !isTsa(u))
          .ifPresent(
              u -> {
                throw new SettingException(
                    "JAWORT_TSA_URL",
                    "is no time stamping authority's address; expected " + expected);
              });
      return url;
    }

    Optional<URI> securityContact() {
      String name = "JAWORT_SECURITY_CONTACT";
      String expected = "mailto:security@example.org, tel:+49… or https://… (RFC 9116)";
      Optional<URI> contact = text(name).map(text -> uri(name, text, expected));
      contact
          .filter(u -> !Set.of("mailto", "tel", "https").contains(String.valueOf(u.getScheme())))
          .ifPresent(
              u -> {
                throw new SettingException(name, "is no contact; expected " + expected);
              });
      return contact;
    }

    Optional<SingleSignOn> signOn() {
      Optional<String> issuer = text("JAWORT_OIDC_ISSUER");
      Optional<String> id = text("JAWORT_OIDC_CLIENT_ID");
      Optional<String> secret = text("JAWORT_OIDC_CLIENT_SECRET");
      if (issuer.isPresent() != id.isPresent() || issuer.isPresent() != secret.isPresent()) {
        throw new SettingException(
            "JAWORT_OIDC_ISSUER",
            "belongs together with JAWORT_OIDC_CLIENT_ID and JAWORT_OIDC_CLIENT_SECRET; expected"
                + " all three or none");
      }
      return issuer.map(
          text ->
              new SingleSignOn(
                  issuer(text),
                  id.orElseThrow(),
                  secret.orElseThrow(),
                  text("JAWORT_OIDC_GROUPS").orElse("groups"),
                  text("JAWORT_OIDC_ROLES").orElse("")));
    }

    private static URI issuer(String text) {
      String expected = "https://host[/path], as the provider names itself";
      URI url = uri("JAWORT_OIDC_ISSUER", text, expected);
      boolean here = "http".equals(url.getScheme()) && "localhost".equals(url.getHost());
      if (url.getHost() == null || !("https".equals(url.getScheme()) || here)) {
        throw new SettingException(
            "JAWORT_OIDC_ISSUER", "is no provider's address; expected " + expected);
      }
      return url;
    }

    private static boolean isTsa(URI url) {
      String policy = url.getFragment();
      return ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
          && url.getHost() != null
          && (policy == null || policy.matches("policy=[0-2](\\.\\d{1,9}){1,30}"));
    }

    private static URI uri(String name, String text, String expected) {
      try {
        return new URI(text);
      } catch (URISyntaxException e) {
        // The text may hold a password, so it is not repeated.
        throw new SettingException(name, "is not an address; expected " + expected);
      }
    }

    Optional<String> secret(boolean required) {
      Optional<String> secret = text("JAWORT_SECRET");
      if (secret.isEmpty() && required) {
        throw new SettingException(
            "JAWORT_SECRET",
            "is missing; with JAWORT_DATABASE_URL it is required: at least 32 random characters,"
                + " the same on every node");
      }
      secret
          .filter(s -> s.length() < 32)
          .ifPresent(
              s -> {
                throw new SettingException(
                    "JAWORT_SECRET",
                    "has " + s.length() + " characters; expected at least 32 random ones");
              });
      return secret;
    }

    Networks proxies() {
      String text = text("JAWORT_TRUSTED_PROXIES").orElse("");
      return text.isEmpty()
          ? Networks.THIS_MACHINE
          : Networks.parse(text)
              .orElseThrow(
                  () ->
                      new SettingException(
                          "JAWORT_TRUSTED_PROXIES",
                          "is \"%s\"; expected networks such as 10.0.0.0/8, 2001:db8::7, or none"
                              .formatted(text)));
    }

    Optional<String> metricsToken() {
      Optional<String> token = text("JAWORT_METRICS_TOKEN");
      token
          .filter(t -> t.length() < 32)
          .ifPresent(
              t -> {
                throw new SettingException(
                    "JAWORT_METRICS_TOKEN",
                    "has " + t.length() + " characters; expected at least 32 random ones");
              });
      return token;
    }

    void adminTogether() {
      if (text("JAWORT_ADMIN_EMAIL").isPresent() != text("JAWORT_ADMIN_PASSWORD").isPresent()) {
        throw new SettingException(
            "JAWORT_ADMIN_EMAIL",
            "and JAWORT_ADMIN_PASSWORD belong together; expected both or neither");
      }
    }

    List<String> languages() {
      String text = text("JAWORT_LANGUAGES").orElse("de,en");
      List<String> languages = List.of(text.split("\\s*,\\s*"));
      if (!Set.of("de", "en").containsAll(languages)
          || languages.stream().distinct().count() != languages.size()) {
        throw new SettingException(
            "JAWORT_LANGUAGES", "is \"" + text + "\"; expected \"de\", \"en\" or \"de,en\"");
      }
      return languages;
    }

    ZoneId timeZone() {
      String text = text("JAWORT_TIME_ZONE").orElse("Europe/Berlin");
      try {
        return ZoneId.of(text);
      } catch (DateTimeException e) {
        throw new SettingException(
            "JAWORT_TIME_ZONE", "is \"" + text + "\"; expected a zone such as Europe/Berlin");
      }
    }
  }
}
