package org.jawort.optin.webhook;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jawort.optin.step.StepCheck;
import org.jawort.platform.Database;
import org.jawort.platform.Ids;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;

/**
 * The door for staff to the calls of other systems: addresses, their secrets, and what came of it.
 */
@Component
public class Webhooks {
  private static final int SHOWN = 50;

  private final Database database;
  private final WebhookSecrets secrets;
  private final WebhookSignature signature;
  private final WebhookCalls calls;
  private final WebhookPost post;
  private final Ids ids;
  private final InstantSource clock;
  private final List<WebhookSource> sources;

  Webhooks(
      Database database,
      WebhookSecrets secrets,
      WebhookSignature signature,
      WebhookCalls calls,
      WebhookPost post,
      Ids ids,
      InstantSource clock,
      List<WebhookSource> sources) {
    this.database = database;
    this.secrets = secrets;
    this.signature = signature;
    this.calls = calls;
    this.post = post;
    this.ids = ids;
    this.clock = clock;
    this.sources = sources;
  }

  /**
   * An address that is called, or may be.
   *
   * @param processes names of the processes and forms that call it, in their draft or online
   * @param secrets that sign, the present one first; empty before the first call
   */
  public record Endpoint(String url, List<String> processes, List<WebhookSecret> secrets) {
    /** Copies the lists. */
    public Endpoint {
      processes = List.copyOf(processes);
      secrets = List.copyOf(secrets);
    }
  }

  /** All addresses of a tenant: those in its processes and forms, and those that have a secret. */
  public List<Endpoint> endpoints(TenantId tenant) {
    return database.read(
        tenant,
        connection -> {
          Map<String, TreeSet<String>> processes = callers(connection, tenant);
          Map<String, List<WebhookSecret>> signing = new TreeMap<>();
          for (WebhookSecret secret : secrets.valid(connection, tenant, clock.instant())) {
            signing.computeIfAbsent(secret.url(), url -> new ArrayList<>()).add(secret);
          }
          var urls = new TreeSet<>(processes.keySet());
          urls.addAll(signing.keySet());
          return urls.stream()
              .map(
                  url ->
                      new Endpoint(
                          url,
                          List.copyOf(processes.getOrDefault(url, new TreeSet<>())),
                          signing.getOrDefault(url, List.of())))
              .toList();
        });
  }

  private Map<String, TreeSet<String>> callers(Connection connection, TenantId tenant)
      throws SQLException {
    Map<String, TreeSet<String>> found = inProcesses(connection, tenant);
    for (WebhookSource source : sources) {
      source
          .callers(tenant)
          .forEach((url, by) -> found.computeIfAbsent(url, any -> new TreeSet<>()).addAll(by));
    }
    return found;
  }

  private static Map<String, TreeSet<String>> inProcesses(Connection connection, TenantId tenant)
      throws SQLException {
    String sql =
        """
        SELECT p.name, s ->> 'url' AS url FROM opt_in_process p
        JOIN opt_in_process_version v ON v.tenant_id = p.tenant_id AND v.process_id = p.id
          AND v.version = p.version
        CROSS JOIN jsonb_array_elements(v.steps) s
        WHERE p.tenant_id = :tenant AND p.status <> 'ARCHIVED' AND s ->> 'type' = 'CALL_WEBHOOK'
        UNION
        SELECT p.name, s ->> 'url' FROM opt_in_process p
        JOIN opt_in_process_draft d ON d.tenant_id = p.tenant_id AND d.process_id = p.id
        CROSS JOIN jsonb_array_elements(d.steps) s
        WHERE p.tenant_id = :tenant AND s ->> 'type' = 'CALL_WEBHOOK'
        """;
    var found = new TreeMap<String, TreeSet<String>>();
    Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .each(
            row -> {
              String url = row.getString("url");
              if (StepCheck.isWeb(url)) {
                found.computeIfAbsent(url, any -> new TreeSet<>()).add(row.getString("name"));
              }
            });
    return found;
  }

  /** Tells whether an address can be called at all: https, with a host, without a password. */
  public static boolean isCallable(String url) {
    return StepCheck.isWeb(url);
  }

  /** Makes the first secret of an address; where it has one, that one stays. */
  public void add(TenantId tenant, String url) {
    signing(tenant, url);
  }

  private List<UUID> signing(TenantId tenant, String url) {
    if (!isCallable(url)) {
      throw new IllegalArgumentException("no address that can be called");
    }
    return database.write(
        tenant,
        connection ->
            secrets
                .ensure(connection, tenant, List.of(url), clock.instant())
                .getOrDefault(url, List.of()));
  }

  /** The secret as the other system takes it; empty where it does not sign any more. */
  public Optional<String> reveal(TenantId tenant, UUID secret) {
    return database.read(
        tenant,
        connection ->
            secrets.valid(connection, tenant, clock.instant()).stream()
                .filter(one -> one.id().equals(secret))
                .map(one -> signature.text(tenant, one.id()))
                .findFirst());
  }

  /**
   * Makes a new secret for the address of this one, which signs beside it for a day.
   *
   * @return whether this one was the present one
   */
  public boolean rotate(TenantId tenant, UUID secret) {
    return database.write(
        tenant,
        connection -> {
          Instant now = clock.instant();
          Optional<WebhookSecret> present =
              secrets.valid(connection, tenant, now).stream()
                  .filter(one -> one.id().equals(secret) && one.present())
                  .findFirst();
          Instant end = now.plus(WebhookSecrets.OVERLAP);
          if (present.isEmpty() || !secrets.end(connection, tenant, secret, end)) {
            return false;
          }
          secrets.ensure(connection, tenant, List.of(present.get().url()), now);
          return true;
        });
  }

  /**
   * Lets a secret that has a successor end now.
   *
   * @return whether there was such a one
   */
  public boolean end(TenantId tenant, UUID former) {
    return database.write(
        tenant,
        connection -> {
          Instant now = clock.instant();
          boolean succeeded =
              secrets.valid(connection, tenant, now).stream()
                  .anyMatch(one -> one.id().equals(former) && !one.present());
          return succeeded && secrets.end(connection, tenant, former, now);
        });
  }

  /**
   * Takes an address off the list that nothing calls.
   *
   * @return whether it was there and nothing calls it
   */
  public boolean remove(TenantId tenant, String url) {
    return database.write(
        tenant,
        connection ->
            !callers(connection, tenant).containsKey(url)
                && secrets.remove(connection, tenant, url));
  }

  /**
   * What came of a call that staff made.
   *
   * @param answer a status code, or a word that says what went wrong
   */
  public record Tried(boolean taken, String answer) {
    /** Tells whether the other side answered at all. */
    public boolean answered() {
      return SentWebhook.isCode(answer);
    }
  }

  /** Calls an address once, now, about nobody, and keeps what came of it. */
  public Tried test(TenantId tenant, String url) {
    List<UUID> signing = signing(tenant, url);
    var call = new WebhookCall(tenant, ids.next(), url, null, clock.instant(), 1);
    WebhookPost.Answer answer = post.make(call, signing);
    return database.write(
        tenant,
        connection -> {
          calls.tried(connection, call, answer, clock.instant());
          return new Tried(answer.taken(), answer.text());
        });
  }

  /**
   * Makes a call again that was given up, under its id, by which the other side knows it.
   *
   * @return whether there is one that was given up
   */
  public boolean again(TenantId tenant, UUID call) {
    return database.write(
        tenant, connection -> calls.again(connection, tenant, call, clock.instant()));
  }

  /** The newest calls, at most fifty. */
  public List<SentWebhook> newest(TenantId tenant) {
    return database.read(tenant, connection -> calls.newest(connection, tenant, SHOWN));
  }
}
