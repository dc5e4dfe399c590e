package org.jawort.tenant;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jawort.platform.Database;
import org.jawort.platform.Language;
import org.jawort.platform.SettingException;
import org.jawort.platform.Settings;
import org.jawort.platform.TenantId;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Before the server answers for the first time, creates the first tenant, and its owner where the
 * settings name one; otherwise the set-up page waits for one.
 */
@Component
class FirstTenant implements SmartLifecycle {
  /** Set by bin/dev alone: the first tenant looks like a real one, to try things with. */
  private static final String SAMPLE = "jawort.sample";

  private final Settings settings;
  private final Database database;
  private final JdbcClient jdbc;
  private final Tenants tenants;
  private final Users users;
  private final PasswordRules passwords;
  private volatile boolean running;

  FirstTenant(
      Settings settings,
      Database database,
      JdbcClient jdbc,
      Tenants tenants,
      Users users,
      PasswordRules passwords) {
    this.settings = settings;
    this.database = database;
    this.jdbc = jdbc;
    this.tenants = tenants;
    this.users = users;
    this.passwords = passwords;
  }

  @Override
  public void start() {
    if (tenants.all().isEmpty()) {
      createTenant(tenants.newId());
    }
    if (settings.adminEmail().isPresent() && !users.exist()) {
      createOwner(tenants.all().getFirst());
    }
    running = true;
  }

  private void createTenant(TenantId id) {
    database.write(
        id,
        connection -> {
          StartLock.take(jdbc);
          if (tenants.all().isEmpty()) {
            tenants.createInside(id, new NewTenant(provisional(), false));
          }
          return id;
        });
  }

  private TenantProfile provisional() {
    List<Language> languages = settings.languages().stream().map(Language::ofCode).toList();
    boolean german = languages.getFirst() == Language.DE;
    return Boolean.getBoolean(SAMPLE)
        ? SampleProfile.of(languages, settings.timeZone())
        : profile(ProfileLack.provisionalName(german), languages);
  }

  private TenantProfile profile(String name, List<Language> languages) {
    return new TenantProfile(
        name,
        "",
        Optional.<URI>empty(),
        name,
        "noreply@" + settings.publicUrl().getHost(),
        Optional.empty(),
        languages,
        settings.timeZone(),
        IpMode.TRUNCATED,
        "#1b5e7b",
        Tenant.FIRST_COUNTRY);
  }

  private void createOwner(TenantId tenant) {
    NewUser owner = owner(tenants.find(tenant));
    database.write(
        tenant,
        connection -> {
          StartLock.take(jdbc);
          if (!users.exist()) {
            users.add(tenant, owner);
          }
          return tenant;
        });
  }

  private NewUser owner(Tenant tenant) {
    StaffEmail email =
        StaffEmail.parse(settings.adminEmail().orElseThrow())
            .orElseThrow(
                () ->
                    new SettingException(
                        "JAWORT_ADMIN_EMAIL", "is not an address; expected name@example.org"));
    String password = settings.adminPassword().orElseThrow();
    passwords
        .judge(password, email, tenant.name())
        .ifPresent(
            problem -> {
              throw new SettingException("JAWORT_ADMIN_PASSWORD", words(problem));
            });
    return new NewUser(email.localPart(), email, Role.OWNER, tenant.language(), password);
  }

  private static String words(PasswordRules.Problem problem) {
    String what =
        switch (problem) {
          case TOO_SHORT -> "is too short";
          case TOO_LONG -> "is too long";
          case COMMON -> "is one that many people use";
          case PATTERN -> "is a row of keys or repeats itself";
          case PERSONAL -> "holds the address or the name of the firm";
        };
    return what + "; expected at least " + PasswordRules.SHORTEST + " characters nobody guesses";
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Before the web server, which comes near the end. */
  @Override
  public int getPhase() {
    return 0;
  }
}
