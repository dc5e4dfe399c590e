package org.jawort.form.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jawort.Await;
import org.jawort.TestPostgres;
import org.jawort.TestServer;
import org.jawort.form.Form;
import org.jawort.form.Forms;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.platform.Tokens;
import org.jawort.tenant.IpMode;
import org.jawort.tenant.NewTenant;
import org.jawort.tenant.TenantProfile;
import org.jawort.tenant.Tenants;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The whole server on a free port, and a visitor; one for all tests of the public pages. */
public final class SignUpServer {
  private static final String FORM = "application/x-www-form-urlencoded";

  private final TestPostgres.TestDatabase database = TestPostgres.migratedDatabase("sign_up");
  private final TestServer server = TestServer.start(database.url(), Map.of());
  private final HttpClient visitor = HttpClient.newHttpClient();

  private SignUpServer() {
    Runtime.getRuntime().addShutdownHook(new Thread(server::close));
  }

  private static final class Running {
    private static final SignUpServer SERVER = new SignUpServer();
  }

  /** Started on first use. */
  public static SignUpServer get() {
    return Running.SERVER;
  }

  /** Lets time go by. */
  public void tick(Duration duration) {
    server.clock().tick(duration);
  }

  /** Now, for the server. */
  public Instant now() {
    return server.clock().instant();
  }

  /** Where links lead. */
  public String url() {
    return server.url();
  }

  /** A tenant of a test's own. */
  public TenantId tenant(String name, IpMode mode) {
    return server.bean(Tenants.class).create(new NewTenant(profile(name, mode), true));
  }

  /** A bean of the server. */
  public <T> T bean(Class<T> type) {
    return server.bean(type);
  }

  /** Changes what the tenant is called. */
  public void rename(TenantId tenant, String name) {
    server.bean(Tenants.class).update(tenant, profile(name, IpMode.TRUNCATED));
  }

  /** Leaves the tenant these languages. */
  public void speak(TenantId tenant, Language... languages) {
    server
        .bean(Tenants.class)
        .update(tenant, profile("Wenige", IpMode.TRUNCATED, List.of(languages)));
  }

  private static TenantProfile profile(String name, IpMode mode) {
    return profile(name, mode, List.of(Language.DE, Language.EN));
  }

  private static TenantProfile profile(String name, IpMode mode, List<Language> languages) {
    return new TenantProfile(
        name,
        name + "\nHauptstraße 1\n10115 Berlin",
        Optional.of(URI.create("https://salon.example/datenschutz")),
        name,
        "post@salon.example",
        Optional.empty(),
        languages,
        ZoneId.of("Europe/Berlin"),
        mode,
        "#a8326f",
        "DE");
  }

  /** The tenant's standard form. */
  public Form form(TenantId tenant, Language language) {
    return server.bean(Forms.class).all(tenant).stream()
        .filter(form -> form.language() == language)
        .findFirst()
        .orElseThrow();
  }

  /** The token of a link in a message. */
  public String token(Tokens.Kind kind, TenantId tenant, java.util.UUID message, Instant until) {
    int number = server.bean(Tenants.class).numberOf(tenant);
    return server
        .bean(Tokens.class)
        .write(new Tokens.Content(kind, number, message, Optional.ofNullable(until)));
  }

  /** Asks the database past all fences. */
  public <T> List<T> ask(Class<T> type, String sql, Object... parameters) {
    try (var connection =
        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password())) {
      connection.setSchema("jawort");
      var source = new SingleConnectionDataSource(connection, true);
      return JdbcClient.create(source).sql(sql).params(parameters).query(type).list();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How many rows a question counts. */
  public long count(String sql, Object... parameters) {
    return ask(Long.class, "SELECT count(*) FROM " + sql, parameters).getFirst();
  }

  /** Opens a page. */
  public HttpResponse<String> open(String path) {
    return send(request(path).GET());
  }

  /** Submits fields as a browser does. */
  public HttpResponse<String> submit(String path, Map<String, String> fields) {
    return post(path, FORM, encoded(fields));
  }

  /** Fields as a browser writes them. */
  static String encoded(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  /** Posts a body. */
  public HttpResponse<String> post(String path, String type, String body) {
    return send(request(path).header("Content-Type", type).POST(body(body)));
  }

  /** A request to be completed. */
  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.settings().port() + path))
        .timeout(Await.LIMIT);
  }

  /** Sends it. */
  public HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return visitor.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A body as text. */
  public static BodyPublisher body(String text) {
    return BodyPublishers.ofString(text);
  }

  /** What somebody fills in who does everything right. */
  public static Map<String, String> filledIn(String address) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("email", address);
    fields.put("firstName", "");
    fields.put("lastName", "");
    fields.put("newsletter", "true");
    fields.put("privacy", "true");
    fields.put("leaveEmpty", "");
    return fields;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
