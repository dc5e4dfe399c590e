package org.jawort;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.jawort.TestPostgres.TestDatabase;
import org.jawort.platform.Language;
import org.jawort.platform.RecurringWork;
import org.jawort.platform.Settings;
import org.jawort.platform.TenantId;
import org.jawort.tenant.IpMode;
import org.jawort.tenant.NewTenant;
import org.jawort.tenant.NewUser;
import org.jawort.tenant.Role;
import org.jawort.tenant.StaffEmail;
import org.jawort.tenant.TenantProfile;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.Users;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;

/** The whole program on a port and a database of its own, with a clock that tests move. */
public final class TestServer implements AutoCloseable {
  /** Address of the first owner of the shared server. */
  public static final String OWNER = "ada@salon.example";

  /** Password of the first owner of the shared server. */
  public static final String PASSWORD = "grüner Tee um halb vier";

  /** With which a program reads the figures of any of these servers. */
  public static final String METRICS_TOKEN = "a token of the tests that nobody else knows";

  private static final int LOWEST_PORT = 10_000;
  private static final int HIGHEST_PORT = 27_000;

  private static final String SECRET = "a secret of the tests, long enough for anybody";

  private final SettableClock clock;
  private final Settings settings;
  private final ConfigurableApplicationContext context;
  private final @Nullable TenantId guest;

  private TestServer(
      SettableClock clock,
      Settings settings,
      ConfigurableApplicationContext context,
      @Nullable TenantId guest) {
    this.clock = clock;
    this.settings = settings;
    this.context = context;
    this.guest = guest;
  }

  /**
   * The server that all test classes of this JVM share; it has an owner already. They run one after
   * the other and move its clock forward, by minutes.
   */
  public static TestServer shared() {
    return Shared.SERVER;
  }

  /**
   * The shared server as a new tenant finds it, with an owner of its own. A start costs seconds, a
   * tenant nothing: a server of its own is for tests that have settings, that kill, or that look at
   * what belongs to no tenant.
   */
  public static TestServer guest() {
    return shared().withTenant();
  }

  /** The same, where tenant and owner speak one language before the other. */
  public static TestServer guest(Language first) {
    return shared().withTenant(first);
  }

  /** The same on another shared server, whose clock tests move forward by days and years. */
  public static TestServer timeTraveller() {
    return Travelling.SERVER.withTenant();
  }

  /** The same server, as a new tenant finds it. */
  public TestServer withTenant() {
    return withTenant(Language.DE);
  }

  private TestServer withTenant(Language first) {
    Tenants tenants = bean(Tenants.class);
    TenantId tenant = tenants.create(new NewTenant(profile(first), false));
    var server = new TestServer(clock, settings, context, tenant);
    var email = StaffEmail.parse(server.ownerAddress()).orElseThrow();
    bean(Users.class).add(tenant, new NewUser("ada", email, Role.OWNER, first, PASSWORD));
    return server;
  }

  /** Little, and all that is needed before a form is online. */
  private static TenantProfile profile(Language first) {
    String name = first == Language.DE ? "Salon Morgenrot" : "Dawn salon";
    return new TenantProfile(
        name,
        name + "\nHauptstraße 1\n10115 Berlin",
        Optional.of(URI.create("https://salon.example/datenschutz")),
        name,
        "post@salon.example",
        Optional.empty(),
        List.of(first, first == Language.DE ? Language.EN : Language.DE),
        ZoneId.of("Europe/Berlin"),
        IpMode.TRUNCATED,
        "#1b5e7b",
        "DE");
  }

  /** A server of a test's own, without an owner unless the settings name one. */
  public static TestServer start(Map<String, String> more) {
    return start(TestPostgres.migratedDatabase("server").url(), more);
  }

  /** A server on a given database, such as a second node. */
  public static TestServer start(String databaseUrl, Map<String, String> more) {
    return untouched(databaseUrl, more).complete();
  }

  /** The same as an operator finds it: nobody has said yet what the first tenant is called. */
  public static TestServer untouched(String databaseUrl, Map<String, String> more) {
    var clock = new SettableClock();
    Settings settings = settings(databaseUrl, more);
    FoundComponents.beforeStart();
    return new TestServer(clock, settings, Jawort.serve(settings, clock), null);
  }

  /** An owner completes the profile of the first tenant, where that was not done. */
  private TestServer complete() {
    Tenants tenants = bean(Tenants.class);
    if (!tenants.isComplete(tenant())) {
      tenants.update(tenant(), completed(tenants.find(tenant()).profile()));
    }
    return this;
  }

  /** The same profile with all that is needed before a form is online. */
  public static TenantProfile completed(TenantProfile old) {
    TenantProfile good = profile(old.languages().getFirst());
    return new TenantProfile(
        good.name(),
        good.imprint(),
        good.privacyPolicyUrl(),
        good.senderName(),
        good.senderAddress(),
        old.replyTo(),
        old.languages(),
        old.timeZone(),
        old.ipMode(),
        old.colour(),
        old.country());
  }

  // What pages look for before they are drawn is there in time, however much else the machine does.
  static {
    System.setProperty("jawort.soon", "700ms");
  }

  private static Settings settings(String databaseUrl, Map<String, String> more) {
    var given = new HashMap<String, String>();
    given.put("JAWORT_PORT", String.valueOf(freePort()));
    given.put("JAWORT_SECRET", SECRET);
    given.put("JAWORT_METRICS_TOKEN", METRICS_TOKEN);
    given.put("JAWORT_DATABASE_URL", databaseUrl);
    given.put("JAWORT_DATA", "target/test-data/" + UUID.randomUUID());
    given.putAll(more);
    return Settings.load(given, Path.of("target/no-such-file"));
  }

  /** Serves a given database at a time of its own, in a process that a test may kill. */
  public static void serve(String databaseUrl, InstantSource clock) {
    Jawort.serve(settings(databaseUrl, Map.of()), clock);
  }

  /**
   * Below those that outgoing connections get from the system: between finding one of those and
   * listening there, any connection of another test could take it.
   */
  private static int freePort() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT);
      try (var socket = new ServerSocket(port)) {
        return socket.getLocalPort();
      } catch (BindException e) {
        // Somebody listens there; another one.
        continue;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Where it listens, such as {@code http://localhost:40123}. */
  public String url() {
    return "http://localhost:" + settings.port();
  }

  /** The settings that it was started with. */
  public Settings settings() {
    return settings;
  }

  /** Its only source of time. */
  public SettableClock clock() {
    return clock;
  }

  /** A bean of the running program. */
  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /** A bean of the running program, by its name. */
  public <T> T bean(String name, Class<T> type) {
    return context.getBean(name, type);
  }

  /**
   * From here on recurring work is done when a test says so. Whoever ticks the clock by hours makes
   * it due, and it would come when it likes.
   */
  public TestServer withoutSchedule() {
    bean("org.jawort.platform.Schedule", SmartLifecycle.class).stop();
    return this;
  }

  /** Does recurring work now, named by its class as the folder of {@code org.jawort} has it. */
  public void recur(String work) {
    bean("org.jawort." + work, RecurringWork.class).run();
  }

  /** Does to the database what its owner could do, past the program. */
  public void asSuperuser(String sql) throws SQLException {
    URI url = URI.create(settings.databaseUrl().orElseThrow());
    String[] account = url.getUserInfo().split(":", 2);
    String address =
        "jdbc:postgresql://%s%s".formatted(url.getAuthority().split("@")[1], url.getPath());
    try (var connection = DriverManager.getConnection(address, account[0], account[1]);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /**
   * Copies its database while it goes on, as a backup would. It loses all its connections by that,
   * and takes none of them out of its pool any more.
   *
   * @param of the database that it was started on
   * @param prefix of the copy's name, to tell tests apart
   */
  public TestDatabase backedUp(TestDatabase of, String prefix) {
    TestDatabase copy = TestPostgres.copyInUse(of, prefix);
    ((HikariDataSource) bean(DataSource.class)).getHikariPoolMXBean().softEvictConnections();
    return copy;
  }

  /** A browser that nobody has signed in with. */
  public TestBrowser browser() {
    return new TestBrowser(url());
  }

  /** Whom the test is about: the guest, or else the server's first tenant. */
  public TenantId tenant() {
    return guest == null ? bean(Tenants.class).all().getFirst() : guest;
  }

  /** Address of the tenant's owner, where it has one. */
  public String ownerAddress() {
    return guest == null ? OWNER : "ada-" + guest.value() + "@salon.example";
  }

  /** A browser in which the tenant's owner is signed in. */
  public TestBrowser owner() {
    return browser().signIn(ownerAddress(), PASSWORD);
  }

  /** Ends it where it is the test's own; a guest leaves. */
  @Override
  public void close() {
    if (guest == null) {
      context.close();
    }
  }

  /** Started on first use, ended with the JVM. */
  private static final class Shared {
    private static final TestServer SERVER = withOwner();
  }

  /** The same. */
  private static final class Travelling {
    private static final TestServer SERVER = withOwner();
  }

  private static TestServer withOwner() {
    return start(Map.of("JAWORT_ADMIN_EMAIL", OWNER, "JAWORT_ADMIN_PASSWORD", PASSWORD));
  }
}
