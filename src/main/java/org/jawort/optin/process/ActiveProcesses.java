package org.jawort.optin.process;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jawort.consent.CampaignVersion;
import org.jawort.optin.step.Flow;
import org.jawort.optin.step.Step;
import org.jawort.optin.step.Steps;
import org.jawort.platform.Database;
import org.jawort.platform.Ids;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Tenants;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The processes of a tenant; one is active per language (S1-09). */
@Component
public class ActiveProcesses {
  /** How long a process that was just replaced may still take in runs on this node. */
  private static final Duration REMEMBERED = Duration.ofSeconds(5);

  private static final int STANDARD_DAYS = 7;

  private record Key(TenantId tenant, Language language, @Nullable UUID mail) {}

  private final Database database;
  private final JdbcClient jdbc;
  private final Steps steps;
  private final Tenants tenants;
  private final Ids ids;
  private final InstantSource clock;
  private final LoadingCache<Key, ActiveProcess> active =
      Caffeine.newBuilder().expireAfterWrite(REMEMBERED).maximumSize(10_000).build(this::load);

  ActiveProcesses(
      Database database,
      JdbcClient jdbc,
      Steps steps,
      Tenants tenants,
      Ids ids,
      InstantSource clock) {
    this.database = database;
    this.jdbc = jdbc;
    this.steps = steps;
    this.tenants = tenants;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * The process that takes in a new run of the language; where that language has none, the oldest
   * active one of the tenant.
   *
   * @throws IllegalStateException where the tenant has no active process at all
   */
  public ActiveProcess active(TenantId tenant, Language language) {
    return asking(tenant, language, null);
  }

  /**
   * The same, asking first with a campaign that was chosen for it. Where that one cannot be sent
   * any more the process's own goes out: whoever signed up gets their mail.
   *
   * @param mail what was chosen; null for the process's own
   */
  public ActiveProcess asking(TenantId tenant, Language language, @Nullable UUID mail) {
    return active.get(new Key(tenant, language, mail));
  }

  /** Forgets on this node what took in the runs of the tenant until now. */
  void forget(TenantId tenant) {
    active.asMap().keySet().removeIf(key -> key.tenant().equals(tenant));
  }

  private ActiveProcess load(Key key) {
    UUID mail = key.mail();
    ActiveProcess own = own(key);
    if (mail == null) {
      return own;
    }
    return asking(key.tenant(), mail).map(own::askingWith).orElse(own);
  }

  private Optional<CampaignVersion> asking(TenantId tenant, UUID campaign) {
    return database.read(
        tenant,
        connection ->
            jdbc.sql(
                    """
                    SELECT version FROM campaign
                    WHERE tenant_id = :tenant AND id = :id AND status = 'READY'
                      AND message_class = 'OPT_IN'
                    """)
                .param("tenant", tenant.value())
                .param("id", campaign)
                .query(Integer.class)
                .optional()
                .map(version -> new CampaignVersion(campaign, version)));
  }

  private ActiveProcess own(Key key) {
    return database.read(
        key.tenant(),
        connection ->
            jdbc.sql(
                    """
                    SELECT p.id, p.version, v.steps FROM opt_in_process p
                    JOIN opt_in_process_version v
                      ON v.tenant_id = p.tenant_id AND v.process_id = p.id AND v.version = p.version
                    WHERE p.tenant_id = :tenant AND p.status = 'ACTIVE'
                    ORDER BY p.language <> :language, p.id LIMIT 1
                    """)
                .param("tenant", key.tenant().value())
                .param("language", key.language().code())
                .query(
                    (row, number) ->
                        read(
                            key.tenant(),
                            new ProcessId(row.getObject("id", UUID.class)),
                            row.getInt("version"),
                            new Flow(steps.read(row.getString("steps")))))
                .optional()
                .orElseThrow(() -> new IllegalStateException("no active process: " + key)));
  }

  private ActiveProcess read(TenantId tenant, ProcessId process, int version, Flow flow) {
    List<Step> first = flow.upToPause(Optional.of(flow.entry()));
    var send = only(first, Step.SendCampaign.class);
    var wait = only(first, Step.WaitForConfirmation.class);
    // Anything else before the wait is done by the engine, a moment later.
    boolean atOnce = first.size() == 2;
    return new ActiveProcess(
        process,
        version,
        new CampaignVersion(
            Objects.requireNonNull(send.campaign()), campaignVersion(tenant, send.campaign())),
        atOnce,
        atOnce ? wait.id() : flow.entry().id(),
        wait.days(),
        flow.confirmedStep(wait),
        tenants.find(tenant).timeZone());
  }

  private int campaignVersion(TenantId tenant, UUID campaign) {
    return jdbc.sql("SELECT version FROM campaign WHERE tenant_id = :tenant AND id = :id")
        .param("tenant", tenant.value())
        .param("id", campaign)
        .query(Integer.class)
        .single();
  }

  private static <S extends Step> S only(List<Step> steps, Class<S> kind) {
    return steps.stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no step " + kind.getSimpleName()));
  }

  /** Adds the standard process of a language (S1-06, S1-07) and makes it the active one. */
  void addStandard(
      Connection connection,
      TenantId tenant,
      Language language,
      String name,
      CampaignVersion campaign)
      throws SQLException {
    var process = ids.next();
    List<Step> standard = standard(campaign.campaign());
    jdbc.sql(
            """
            WITH process AS (
              INSERT INTO opt_in_process (tenant_id, id, name, language, status, version, created_at)
              VALUES (:tenant, :id, :name, :language, 'ACTIVE', 1, :at))
            INSERT INTO opt_in_process_version (tenant_id, process_id, version, steps, created_at)
            VALUES (:tenant, :id, 1, :steps::jsonb, :at)
            """)
        .param("tenant", tenant.value())
        .param("id", process)
        .param("name", name)
        .param("language", language.code())
        .param("steps", steps.write(standard))
        .param("at", java.sql.Timestamp.from(clock.instant()))
        .update();
  }

  /** The steps of the standard process around a confirmation campaign (S1-07). */
  public static List<Step> standard(UUID campaign) {
    return List.of(
        new Step.SendCampaign("send", campaign, "wait"),
        new Step.WaitForConfirmation("wait", STANDARD_DAYS, Flow.COMPLETE, "unsubscribe"),
        new Step.Complete(Flow.COMPLETE),
        new Step.Unsubscribe("unsubscribe"));
  }
}
