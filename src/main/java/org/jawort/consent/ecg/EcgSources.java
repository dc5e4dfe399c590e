package org.jawort.consent.ecg;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jawort.platform.Database;
import org.jawort.platform.PinnedCall;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The door to where the list is fetched from by itself. */
@Component
public class EcgSources {
  private final Database database;
  private final EcgLists lists;
  private final EcgDownload download;
  private final InstantSource clock;

  EcgSources(Database database, EcgLists lists, EcgDownload download, InstantSource clock) {
    this.database = database;
    this.lists = lists;
    this.download = download;
    this.clock = clock;
  }

  /** From where it is fetched; empty where nobody said so. */
  public Optional<EcgSource> find(TenantId tenant) {
    String sql = "SELECT * FROM ecg_source WHERE tenant_id = :tenant";
    return database.read(
        tenant,
        connection ->
            Rows.sql(connection, sql).uuid("tenant", tenant.value()).first(EcgSources::source));
  }

  private static EcgSource source(ResultSet row) throws SQLException {
    return new EcgSource(
        row.getString("url"),
        row.getObject("chosen_by", UUID.class),
        row.getString("etag"),
        row.getString("last_modified"),
        Rows.instant(row, "tried_at"),
        Rows.instant(row, "fetched_at"),
        row.getString("fault"),
        row.getObject("status", Integer.class));
  }

  /** Tells whether a list can be fetched from there: an address of https with a host. */
  public static boolean isAddress(String url) {
    return PinnedCall.isCallable(url, EcgSource.LONGEST)
        && url.chars().allMatch(c -> c > ' ' && c < 0x7F);
  }

  /**
   * Has it fetched from there from now on; the same address once more changes nothing.
   *
   * @param url one of which {@link #isAddress} is true
   */
  public void choose(TenantId tenant, UUID by, String url) {
    String sql =
        """
        INSERT INTO ecg_source AS s (tenant_id, url, chosen_by, chosen_at)
        VALUES (:tenant, :url, :by, :now)
        ON CONFLICT (tenant_id) DO UPDATE
        SET url = EXCLUDED.url, chosen_by = EXCLUDED.chosen_by, chosen_at = EXCLUDED.chosen_at,
            etag = NULL, last_modified = NULL, tried_at = NULL, fetched_at = NULL, fault = NULL,
            status = NULL
        WHERE s.url <> EXCLUDED.url
        """;
    database.write(
        tenant,
        connection ->
            Rows.sql(connection, sql)
                .uuid("tenant", tenant.value())
                .text("url", url)
                .uuid("by", by)
                .instant("now", clock.instant())
                .update());
  }

  /** Fetches it no more; the list that holds stays. */
  public void forget(TenantId tenant) {
    String sql = "DELETE FROM ecg_source WHERE tenant_id = :tenant";
    database.write(
        tenant, connection -> Rows.sql(connection, sql).uuid("tenant", tenant.value()).update());
  }

  /** Fetches it now. Whatever goes wrong, the list that holds is not lost. */
  public EcgFetchOutcome fetch(TenantId tenant) {
    Optional<EcgSource> source = claim(tenant, clock.instant());
    return source.isEmpty() ? new EcgFetchOutcome.Nowhere() : fetch(tenant, source.get());
  }

  /** Fetches it where it was not tried for a day. */
  void fetchDue(TenantId tenant) {
    claim(tenant, clock.instant().minus(EcgSource.EACH)).ifPresent(source -> fetch(tenant, source));
  }

  /** Notes that it is tried, so that no other node does; no transaction waits for the network. */
  private Optional<EcgSource> claim(TenantId tenant, Instant before) {
    String sql =
        """
        UPDATE ecg_source SET tried_at = :now
        WHERE tenant_id = :tenant AND (tried_at IS NULL OR tried_at <= :before)
        RETURNING *
        """;
    return database.write(
        tenant,
        connection ->
            Rows.sql(connection, sql)
                .uuid("tenant", tenant.value())
                .instant("now", clock.instant())
                .instant("before", before)
                .first(EcgSources::source));
  }

  private EcgFetchOutcome fetch(TenantId tenant, EcgSource source) {
    return switch (download.get(source)) {
      case EcgDownload.Answer.File file -> take(tenant, source, file);
      case EcgDownload.Answer.Same same -> {
        note(tenant, source, source.etag(), source.lastModified());
        yield new EcgFetchOutcome.Unchanged();
      }
      case EcgDownload.Answer.Fault(String word, Integer status) ->
          failed(tenant, source, word, status);
    };
  }

  private EcgFetchOutcome take(TenantId tenant, EcgSource source, EcgDownload.Answer.File file) {
    String name = URI.create(source.url()).getHost();
    return switch (lists.loadUnseen(tenant, source.chosenBy(), name, file.content())) {
      case EcgLoadOutcome.Loaded(EcgList list) -> {
        note(tenant, source, file.etag(), file.lastModified());
        yield new EcgFetchOutcome.Loaded(list);
      }
      case EcgLoadOutcome.Refused(var why) -> failed(tenant, source, why.name(), null);
    };
  }

  private void note(
      TenantId tenant, EcgSource source, @Nullable String etag, @Nullable String lastModified) {
    String sql =
        """
        UPDATE ecg_source
        SET etag = :etag, last_modified = :lastModified, fetched_at = :now, fault = NULL,
            status = NULL
        WHERE tenant_id = :tenant AND url = :url
        """;
    database.write(
        tenant,
        connection ->
            Rows.sql(connection, sql)
                .text("etag", etag)
                .text("lastModified", lastModified)
                .instant("now", clock.instant())
                .uuid("tenant", tenant.value())
                .text("url", source.url())
                .update());
  }

  private EcgFetchOutcome failed(
      TenantId tenant, EcgSource source, String fault, @Nullable Integer status) {
    String sql =
        """
        UPDATE ecg_source SET fault = :fault, status = :status
        WHERE tenant_id = :tenant AND url = :url
        """;
    database.write(
        tenant,
        connection ->
            Rows.sql(connection, sql)
                .text("fault", fault)
                .integer("status", status)
                .uuid("tenant", tenant.value())
                .text("url", source.url())
                .update());
    return new EcgFetchOutcome.Failed(fault, status);
  }
}
