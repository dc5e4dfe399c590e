package org.jawort.transfer.imports;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.jawort.optin.MassRequest;
import org.jawort.optin.MassRequests;
import org.jawort.optin.MassRequests.MassRequestOutcome;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jawort.tenant.job.JobId;
import org.jawort.tenant.job.Jobs;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the group of an import when it is done, by the door through which any group is asked: in the
 * transaction of the last batch, so that it happens once.
 */
@Component
class ImportAsking {
  private static final String SOURCE = "IMPORT";

  private final Database database;
  private final MassRequests requests;
  private final Jobs jobs;
  private final JsonMapper json;

  ImportAsking(Database database, MassRequests requests, Jobs jobs, JsonMapper json) {
    this.database = database;
    this.requests = requests;
    this.jobs = jobs;
    this.json = json;
  }

  /** Notes the wish, in the transaction that starts the import. */
  void order(Connection connection, TenantId tenant, ImportId id, AskingOrder order)
      throws SQLException {
    String sql =
        """
        INSERT INTO import_asking (tenant_id, import_id, wish) VALUES (:tenant, :id, :wish::jsonb)
        ON CONFLICT (tenant_id, import_id)
        DO UPDATE SET wish = excluded.wish, job_id = NULL, refused = NULL
        """;
    Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .uuid("id", id.value())
        .text("wish", json.writeValueAsString(order))
        .update();
  }

  /** Begins where that is wished; of an import that was stopped nobody is asked any more. */
  @EventListener
  void on(ImportEnded ended) {
    database.write(
        ended.tenant(),
        connection -> {
          Optional<AskingOrder> order = wish(connection, ended.tenant(), ended.id());
          if (order.isPresent()) {
            note(connection, ended, ended.done() ? begin(ended, order.get()) : refused("STOPPED"));
          }
          return ended;
        });
  }

  private ImportAsked begin(ImportEnded ended, AskingOrder order) {
    MassRequestOutcome outcome =
        ended
            .group()
            .map(group -> start(ended.tenant(), group, order))
            .orElseGet(MassRequestOutcome.UnknownGroup::new);
    return switch (outcome) {
      case MassRequestOutcome.Started(JobId job) ->
          new ImportAsked(false, Optional.of(job), Optional.empty());
      case MassRequestOutcome.AlreadyAsking other -> refused("ALREADY_ASKING");
      case MassRequestOutcome.UnknownGroup gone -> refused("NO_GROUP");
      case MassRequestOutcome.ClosedPurpose closed -> refused("PURPOSE");
      case MassRequestOutcome.NoWording none -> refused("NO_WORDING");
      case MassRequestOutcome.Groundless lacking -> refused("GROUNDLESS");
    };
  }

  private static ImportAsked refused(String why) {
    return new ImportAsked(false, Optional.empty(), Optional.of(why));
  }

  private MassRequestOutcome start(TenantId tenant, UUID group, AskingOrder order) {
    var request = new MassRequest(group, order.purpose());
    return requests.start(tenant, request, order.basis(), order.by(), SOURCE, order.pace());
  }

  private Optional<AskingOrder> wish(Connection connection, TenantId tenant, ImportId id)
      throws SQLException {
    String sql =
        """
        SELECT wish FROM import_asking
        WHERE tenant_id = :tenant AND import_id = :id AND wish IS NOT NULL
        """;
    return Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .uuid("id", id.value())
        .first(row -> json.readValue(row.getString(1), AskingOrder.class));
  }

  private static void note(Connection connection, ImportEnded ended, ImportAsked asked)
      throws SQLException {
    String sql =
        """
        UPDATE import_asking SET wish = NULL, job_id = :job, refused = :refused
        WHERE tenant_id = :tenant AND import_id = :id
        """;
    Rows.sql(connection, sql)
        .uuid("job", asked.job().map(JobId::value).orElse(null))
        .text("refused", asked.refused().orElse(null))
        .uuid("tenant", ended.tenant().value())
        .uuid("id", ended.id().value())
        .update();
  }

  /** Ends what an import began that is taken back; who was asked by then stays asked. */
  void stop(TenantId tenant, ImportId id) {
    of(tenant, id).flatMap(ImportAsked::job).ifPresent(job -> jobs.stop(tenant, job));
  }

  /** What became of it; empty where nobody wished for it. */
  Optional<ImportAsked> of(TenantId tenant, ImportId id) {
    String sql =
        """
        SELECT wish IS NOT NULL AS waiting, job_id, refused FROM import_asking
        WHERE tenant_id = :tenant AND import_id = :id
        """;
    return database.read(
        tenant,
        connection ->
            Rows.sql(connection, sql)
                .uuid("tenant", tenant.value())
                .uuid("id", id.value())
                .first(
                    row ->
                        new ImportAsked(
                            row.getBoolean("waiting"),
                            Optional.ofNullable(Rows.uuid(row, "job_id")).map(JobId::new),
                            Optional.ofNullable(row.getString("refused")))));
  }
}
