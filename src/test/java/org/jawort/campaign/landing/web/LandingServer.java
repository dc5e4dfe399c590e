package org.jawort.campaign.landing.web;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jawort.TestBrowser;
import org.jawort.TestServer;
import org.jawort.campaign.landing.LandingContent;
import org.jawort.campaign.landing.LandingEditing;
import org.jawort.campaign.landing.LandingKind;
import org.jawort.campaign.landing.LandingPage;
import org.jawort.campaign.landing.LandingPages;
import org.jawort.campaign.landing.PublishingOutcome;
import org.jawort.form.Form;
import org.jawort.form.Forms;
import org.jawort.platform.Database;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.platform.Tokens;
import org.jawort.tenant.NewUser;
import org.jawort.tenant.Role;
import org.jawort.tenant.StaffEmail;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.UserId;
import org.jawort.tenant.Users;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One server for the tests of landing pages; staff on one side, visitors on the other. */
final class LandingServer {
  private static final Pattern STEP = Pattern.compile("name=\"oneMoreStep\" value=\"([^\"]+)\"");
  private static final AtomicInteger NUMBER = new AtomicInteger();

  final TestServer server = TestServer.guest();
  final TenantId tenant = server.tenant();

  private LandingServer() {
    Runtime.getRuntime().addShutdownHook(new Thread(server::close));
  }

  private static final class Running {
    private static final LandingServer SERVER = new LandingServer();
  }

  static LandingServer get() {
    return Running.SERVER;
  }

  TestBrowser owner() {
    return server.owner();
  }

  TestBrowser staff(Role role) {
    String address = role.name().toLowerCase() + NUMBER.incrementAndGet() + "@salon.example";
    server
        .bean(Users.class)
        .add(
            tenant,
            new NewUser(
                "Berta " + role,
                StaffEmail.parse(address).orElseThrow(),
                role,
                Language.DE,
                TestServer.PASSWORD));
    return server.browser().signIn(address, TestServer.PASSWORD);
  }

  LandingPage page(LandingKind kind, Language language) {
    return server.bean(LandingPages.class).all(tenant).stream()
        .filter(page -> page.kind() == kind && page.language() == language)
        .findFirst()
        .orElseThrow();
  }

  static String path(LandingPage page) {
    return "/app/landing-pages/" + page.id();
  }

  /** Publishes past the page. */
  LandingPage publish(LandingKind kind, Language language, LandingContent content) {
    LandingPage page = page(kind, language);
    var by = new UserId(ask("SELECT id FROM staff_user LIMIT 1"));
    var outcome =
        server
            .bean(LandingEditing.class)
            .publish(tenant, page.id(), content, page.version(), false, by);
    if (!(outcome instanceof PublishingOutcome.Published)) {
      throw new AssertionError(outcome);
    }
    return page(kind, language);
  }

  /** What the edit form sends for a page, as it stands. */
  static Map<String, Object> fields(LandingPage page) {
    LandingContent content = page.content();
    var fields = new LinkedHashMap<String, Object>();
    fields.put("heading", content.heading());
    fields.put("text", content.text());
    fields.put("button", content.button());
    fields.put("redirect", content.redirect());
    fields.put("colours", content.colour().isEmpty() ? "tenant" : "own");
    fields.put("colour", content.colour().isEmpty() ? "#1b5e7b" : content.colour());
    fields.put("logo", content.logo() == null ? "" : content.logo().toString());
    fields.put("logoAlt", content.logoAlt());
    fields.put("seen", page.version());
    fields.put("step", "publish");
    return fields;
  }

  /** Somebody signs up by the standard form; returns the message with the links. */
  UUID signUp(Language language, String firstName) {
    String address = "besuch" + NUMBER.incrementAndGet() + "@example.org";
    Form form =
        server.bean(Forms.class).all(tenant).stream()
            .filter(one -> one.language() == language)
            .findFirst()
            .orElseThrow();
    var typed =
        new HashMap<String, String>(
            Map.of(
                "email", address, "firstName", firstName, "newsletter", "true", "privacy", "true"));
    var answer = server.browser().postBare("/f/" + form.key(), typed);
    Matcher step = STEP.matcher(answer.body());
    if (step.find()) {
      // Whoever is called like a website is asked once more.
      typed.put("oneMoreStep", step.group(1));
      answer = server.browser().postBare("/f/" + form.key(), typed);
    }
    if (answer.status() != 303) {
      throw new AssertionError(answer.status() + answer.body());
    }
    return ask(
        "SELECT m.id FROM message m JOIN contact_point p ON p.id = m.contact_point_id WHERE"
            + " p.address_key = '"
            + address
            + "'");
  }

  String link(Tokens.Kind kind, UUID message) {
    var content =
        new Tokens.Content(
            kind,
            server.bean(Tenants.class).numberOf(tenant),
            message,
            kind == Tokens.Kind.UNSUBSCRIBE
                ? Optional.empty()
                : Optional.of(server.clock().instant().plus(Duration.ofDays(7))));
    return "/%s/%s"
        .formatted(
            kind.name().substring(0, 1).toLowerCase(), server.bean(Tokens.class).write(content));
  }

  UUID ask(String sql) {
    return answers(UUID.class, sql).getFirst();
  }

  <T> List<T> answers(Class<T> type, String sql) {
    return server
        .bean(Database.class)
        .read(tenant, connection -> server.bean(JdbcClient.class).sql(sql).query(type).list());
  }
}
