package org.jawort.tenant.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jawort.OwnTenant;
import org.jawort.TestBrowser;
import org.jawort.TestServer;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.platform.web.AccessRule;
import org.jawort.platform.web.Audience;
import org.jawort.tenant.AccountId;
import org.jawort.tenant.Acting;
import org.jawort.tenant.NewUser;
import org.jawort.tenant.OpenSession;
import org.jawort.tenant.Role;
import org.jawort.tenant.StaffEmail;
import org.jawort.tenant.User;
import org.jawort.tenant.UserId;
import org.jawort.tenant.Users;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/**
 * Every address of the program and who may use it, as {@code who-may-what.txt} says word for word:
 * whoever adds an address, or lets somebody else in, says so there.
 */
class WhoMayWhatTest {
  private static final String TABLE = "who-may-what.txt";

  /** What the API says of itself, to everybody. */
  private static final String DOCUMENT = "/openapi.json";

  private static final String PASSWORD = "vier rote Fahrräder im Regen";

  private final TestServer server = TestServer.shared();

  /**
   * An address and those who may use it: roles, or {@code everybody}, {@code key}, {@code token}.
   */
  private record Line(HttpMethod method, String pattern, Set<String> who) {
    static Line parse(String line) {
      String[] words = line.split("\\s+");
      return new Line(
          HttpMethod.valueOf(words[0]),
          words[1],
          Set.of(Arrays.copyOfRange(words, 2, words.length)));
    }

    String address() {
      return method + " " + pattern;
    }

    /** With an id that nobody has in each place that takes one. */
    String path() {
      return pattern.replaceAll("\\{[^/]*}|\\*\\*|\\*", UUID.randomUUID().toString());
    }

    boolean admits(Role role) {
      return who.contains("everybody") || who.contains(name(role));
    }

    @Override
    public String toString() {
      return address() + " " + who.stream().sorted().collect(Collectors.joining(" "));
    }
  }

  private static String name(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }

  private static List<Line> table() {
    try (InputStream file = WhoMayWhatTest.class.getResourceAsStream(TABLE)) {
      return new String(Objects.requireNonNull(file).readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(Line::parse)
          .toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Who may use an address by the rules, in the words of the table. */
  private static Set<String> words(Audience audience) {
    return switch (audience) {
      case EVERYONE -> Set.of("everybody");
      case OWN_CHAIN -> Set.of("key");
      case OPERATOR -> {
        Set<String> words = named(audience);
        words.add("token");
        yield words;
      }
      case READER, STAFF, EDITOR, OVERSEER, OWNER -> named(audience);
    };
  }

  private static Set<String> named(Audience audience) {
    return Arrays.stream(Role.values())
        .filter(role -> role.belongsTo(audience))
        .map(WhoMayWhatTest::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The addresses that controllers answer, and who may use them by the rules. */
  private List<Line> mapped() {
    AddressRules rules = server.bean(AddressRules.class);
    var lines = new ArrayList<Line>();
    for (String name :
        List.of("requestMappingHandlerMapping", "webEndpointServletHandlerMapping")) {
      for (RequestMappingInfo mapping :
          server.bean(name, RequestMappingInfoHandlerMapping.class).getHandlerMethods().keySet()) {
        for (HttpMethod method : methods(mapping)) {
          for (String mapped : mapping.getPatternValues()) {
            // Without the form of an id, of which each has its own.
            String pattern = mapped.replaceAll("\\{(\\w+):[^/]*}", "{$1}");
            var line = new Line(method, pattern, Set.of());
            Set<String> who =
                rules
                    .find(method, line.path())
                    .map(AccessRule::audience)
                    .map(WhoMayWhatTest::words)
                    .orElse(Set.of("nobody"));
            lines.add(new Line(method, pattern, who));
          }
        }
      }
    }
    return lines;
  }

  private static List<HttpMethod> methods(RequestMappingInfo mapping) {
    Set<RequestMethod> methods = mapping.getMethodsCondition().getMethods();
    return methods.isEmpty()
        ? List.of(HttpMethod.GET, HttpMethod.POST)
        : methods.stream().map(RequestMethod::asHttpMethod).toList();
  }

  @Test
  @DisplayName("S1-20 The table names every address of the program, and who may use it")
  void complete() {
    Set<String> program = lines(mapped());
    Set<String> written = lines(table());
    assertThat(without(program, written))
        .as("addresses that the program has, with those who may use them, and %s has not", TABLE)
        .isEmpty();
    assertThat(without(written, program))
        .as("addresses that %s has, with those who may use them, and the program has not", TABLE)
        .isEmpty();
  }

  private static Set<String> lines(Collection<Line> lines) {
    return lines.stream().map(Line::toString).collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> without(Set<String> some, Set<String> others) {
    var rest = new TreeSet<>(some);
    rest.removeAll(others);
    return rest;
  }

  @Test
  @DisplayName("S1-20 Each role is let in where the table names it, and turned away elsewhere")
  void roles() {
    AddressAuthorization doorkeeper = server.bean(AddressAuthorization.class);
    var wrong = new ArrayList<String>();
    for (Line line : table()) {
      for (Role role : Role.values()) {
        var request = new MockHttpServletRequest(line.method().name(), line.path());
        request.addHeader("X-Forwarded-For", "203.0.113.5");
        boolean admitted =
            doorkeeper
                .authorize(() -> acting(role), new RequestAuthorizationContext(request))
                .isGranted();
        if (admitted != line.admits(role)) {
          wrong.add(line.address() + (admitted ? " lets in " : " turns away ") + name(role));
        }
      }
    }
    assertThat(wrong).as("addresses that let in, or turn away, against %s", TABLE).isEmpty();
  }

  private Authentication acting(Role role) {
    var acting =
        new Acting(
            new TenantId(UUID.randomUUID()),
            new UserId(UUID.randomUUID()),
            role.name(),
            role,
            Language.DE);
    var account = new AccountId(UUID.randomUUID());
    var user =
        new User(
            acting.tenant(),
            acting.user(),
            account,
            acting.name(),
            new StaffEmail("ada@salon.example"),
            role,
            Language.DE);
    var session = new OpenSession(user, List.of(), server.clock().instant(), true, false);
    return new TestingAuthenticationToken(
        new SignedIn(acting, "Salon", ZoneId.of("Europe/Berlin"), List.of(), session), null);
  }

  @Test
  @DisplayName("S1-20 Over HTTP too whoever only reads is turned away from all that acts")
  void auditor() {
    TestBrowser auditor = signedIn(OwnTenant.fresh(), Role.AUDITOR);
    var wrong = new ArrayList<String>();
    for (Line line : table()) {
      if (!line.admits(Role.AUDITOR) && !line.who().contains("key")) {
        int status = ask(auditor, line);
        if (status != 403) {
          wrong.add(line.address() + " answers an auditor with " + status);
        }
      }
    }
    assertThat(wrong).as("addresses that an auditor gets through to").isEmpty();
  }

  @Test
  @DisplayName("S1-20 B-10 Nobody without a sign-in or a key opens what is not for everybody")
  void stranger() {
    TestBrowser stranger = server.browser().header("X-Forwarded-For", "203.0.113.5");
    var wrong = new ArrayList<String>();
    for (Line line : table()) {
      // A POST of a stranger has no form token, and gets no further than that.
      boolean asked = line.who().contains("key") || line.method().equals(HttpMethod.GET);
      if (asked && !line.who().contains("everybody") && !line.pattern().endsWith(DOCUMENT)) {
        int expected = line.who().contains("key") ? 401 : 302;
        int status = ask(stranger, line);
        if (status != expected) {
          wrong.add(line.address() + " answers a stranger with " + status + ", not " + expected);
        }
      }
    }
    assertThat(wrong).as("addresses that let in whoever comes by").isEmpty();
  }

  private static int ask(TestBrowser browser, Line line) {
    return line.method().equals(HttpMethod.POST)
        ? browser.post(line.path(), Map.of()).status()
        : browser.method(line.method().name(), line.path()).status();
  }

  private TestBrowser signedIn(OwnTenant tenant, Role role) {
    String address = name(role) + "-" + UUID.randomUUID() + "@salon.example";
    var user =
        new NewUser(
            role.name(), StaffEmail.parse(address).orElseThrow(), role, Language.DE, PASSWORD);
    server.bean(Users.class).add(tenant.id(), user);
    TestBrowser browser =
        server.browser().header("X-Forwarded-For", "203.0.113.5").signIn(address, PASSWORD);
    browser.get("/app");
    return browser;
  }
}
