package org.jawort.optin;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jawort.consent.CampaignVersion;
import org.jawort.platform.Database;
import org.jawort.platform.Ids;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The processes of a tenant; one is active per language (S1-09). */
@Component
class Processes {
  /** How long a process that was just replaced may still take in runs on this node. */
  private static final Duration REMEMBERED = Duration.ofSeconds(5);

  private static final int STANDARD_DAYS = 7;

  private record Key(TenantId tenant, Language language) {}

  private final Database database;
  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final Ids ids;
  private final InstantSource clock;
  private final LoadingCache<Key, ActiveProcess> active =
      Caffeine.newBuilder().expireAfterWrite(REMEMBERED).maximumSize(10_000).build(this::load);

  Processes(Database database, JdbcClient jdbc, JsonMapper json, Ids ids, InstantSource clock) {
    this.database = database;
    this.jdbc = jdbc;
    this.json = json;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * The process that takes in a new run of the language; where that language has none, the oldest
   * active one of the tenant.
   *
   * @throws IllegalStateException where the tenant has no active process at all
   */
  ActiveProcess active(TenantId tenant, Language language) {
    return active.get(new Key(tenant, language));
  }

  private ActiveProcess load(Key key) {
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
                            new ProcessId(row.getObject("id", java.util.UUID.class)),
                            row.getInt("version"),
                            row.getString("steps")))
                .optional()
                .orElseThrow(() -> new IllegalStateException("no active process: " + key)));
  }

  private ActiveProcess read(TenantId tenant, ProcessId process, int version, String text) {
    List<Step> steps = json.readValue(text, new TypeReference<List<Step>>() {});
    var send = first(steps, Step.SendCampaign.class);
    var wait = first(steps, Step.WaitForConfirmation.class);
    int campaignVersion =
        jdbc.sql("SELECT version FROM campaign WHERE tenant_id = :tenant AND id = :id")
            .param("tenant", tenant.value())
            .param("id", send.campaign())
            .query(Integer.class)
            .single();
    return new ActiveProcess(
        process,
        version,
        new CampaignVersion(send.campaign(), campaignVersion),
        wait.id(),
        wait.days());
  }

  private static <S extends Step> S first(List<Step> steps, Class<S> kind) {
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
    List<Step> steps =
        List.of(
            new Step.SendCampaign("send", campaign.campaign(), "wait"),
            new Step.WaitForConfirmation("wait", STANDARD_DAYS, "complete", "unsubscribe"),
            new Step.Complete("complete"),
            new Step.Unsubscribe("unsubscribe"));
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
        .param(
            "steps", json.writerFor(new TypeReference<List<Step>>() {}).writeValueAsString(steps))
        .param("at", java.sql.Timestamp.from(clock.instant()))
        .update();
  }
}
