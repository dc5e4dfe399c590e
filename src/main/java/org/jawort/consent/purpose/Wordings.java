package org.jawort.consent.purpose;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.contact.address.Channel;
import org.jawort.platform.Database;
import org.jawort.platform.Ids;
import org.jawort.platform.Language;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jawort.tenant.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What people consent to, word for word, in versions that are never edited. */
@Component
public class Wordings {
  private final Database database;
  private final JdbcClient jdbc;
  private final Ids ids;
  private final InstantSource clock;
  private final ApplicationEventPublisher events;

  Wordings(
      Database database,
      JdbcClient jdbc,
      Ids ids,
      InstantSource clock,
      ApplicationEventPublisher events) {
    this.database = database;
    this.jdbc = jdbc;
    this.ids = ids;
    this.clock = clock;
    this.events = events;
  }

  /** The version that is shown from now on; inside the caller's transaction. */
  public Optional<Wording> latest(
      Connection connection,
      TenantId tenant,
      PurposeId purpose,
      Language language,
      Channel channel) {
    return versions(tenant, purpose, language, channel).stream().findFirst();
  }

  /** The version that was shown at an instant; the first one for any time before it. */
  public Optional<Wording> asOf(
      Connection connection,
      TenantId tenant,
      PurposeId purpose,
      Language language,
      Channel channel,
      Instant at) {
    List<Wording> versions = versions(tenant, purpose, language, channel);
    return versions.stream()
        .filter(wording -> !wording.createdAt().isAfter(at))
        .findFirst()
        .or(() -> versions.isEmpty() ? Optional.empty() : Optional.of(versions.getLast()));
  }

  /** Every version, the newest first. */
  public List<Wording> history(
      TenantId tenant, PurposeId purpose, Language language, Channel channel) {
    return database.read(tenant, connection -> versions(tenant, purpose, language, channel));
  }

  private List<Wording> versions(
      TenantId tenant, PurposeId purpose, Language language, Channel channel) {
    return jdbc.sql(
            """
            SELECT * FROM wording
            WHERE tenant_id = :tenant AND purpose_id = :purpose AND language = :language
              AND channel = :channel
            ORDER BY version DESC
            """)
        .param("tenant", tenant.value())
        .param("purpose", purpose.value())
        .param("language", language.code())
        .param("channel", channel.name())
        .query((row, number) -> wording(row))
        .list();
  }

  /** Every version of a purpose in every language and channel, the newest first. */
  public List<Wording> all(TenantId tenant, PurposeId purpose) {
    String sql =
        """
        SELECT * FROM wording WHERE tenant_id = :tenant AND purpose_id = :purpose
        ORDER BY created_at DESC, version DESC, language, channel
        """;
    return database.read(
        tenant,
        connection ->
            jdbc.sql(sql)
                .param("tenant", tenant.value())
                .param("purpose", purpose.value())
                .query((row, number) -> wording(row))
                .list());
  }

  /** The version shown now of each language and channel of a purpose. */
  public List<Wording> current(TenantId tenant, PurposeId purpose) {
    return database.read(
        tenant,
        connection ->
            jdbc.sql(
                    """
                    SELECT DISTINCT ON (channel, language) * FROM wording
                    WHERE tenant_id = :tenant AND purpose_id = :purpose
                    ORDER BY channel, language, version DESC
                    """)
                .param("tenant", tenant.value())
                .param("purpose", purpose.value())
                .query((row, number) -> wording(row))
                .list());
  }

  /** The version shown now of each purpose that has one in a language by a channel. */
  public List<Wording> current(TenantId tenant, Language language, Channel channel) {
    return database.read(
        tenant,
        connection ->
            jdbc.sql(
                    """
                    SELECT DISTINCT ON (purpose_id) * FROM wording
                    WHERE tenant_id = :tenant AND language = :language AND channel = :channel
                    ORDER BY purpose_id, version DESC
                    """)
                .param("tenant", tenant.value())
                .param("language", language.code())
                .param("channel", channel.name())
                .query((row, number) -> wording(row))
                .list());
  }

  /** Those of the versions that the tenant has, the oldest first. */
  public List<Wording> byIds(TenantId tenant, Collection<UUID> wanted) {
    String sql =
        """
        SELECT * FROM wording WHERE tenant_id = :tenant AND id = ANY (:ids)
        ORDER BY created_at, id
        """;
    return database.read(
        tenant,
        connection ->
            Rows.batch(connection, sql, wanted)
                .uuid("tenant", tenant.value())
                .uuids("ids", id -> id)
                .list(Wordings::wording));
  }

  private static Wording wording(ResultSet row) throws SQLException {
    UUID by = Rows.uuid(row, "created_by");
    return new Wording(
        new WordingId(row.getObject("id", UUID.class)),
        new PurposeId(row.getObject("purpose_id", UUID.class)),
        Language.ofCode(row.getString("language")),
        Channel.valueOf(row.getString("channel")),
        row.getInt("version"),
        row.getInt("purpose_version"),
        row.getString("text"),
        row.getTimestamp("created_at").toInstant(),
        by == null ? null : new UserId(by));
  }

  /**
   * Puts a new version in the place of the latest. What shows the earlier one shows the new one
   * with the end of the transaction.
   *
   * @param text of at most {@link Wording#LONGEST} characters
   * @param seen the version that its author had before them; 0 where there was none
   */
  public WordingOutcome supersede(
      TenantId tenant,
      PurposeId purpose,
      Language language,
      Channel channel,
      String text,
      int seen,
      UserId by) {
    if (text.isBlank() || text.length() > Wording.LONGEST) {
      throw new IllegalArgumentException("a wording of " + text.length() + " characters");
    }
    return database.write(
        tenant,
        connection -> {
          int written = lock(tenant, purpose);
          List<Wording> earlier = versions(tenant, purpose, language, channel);
          Optional<Wording> latest = earlier.stream().findFirst();
          if (latest.isPresent() && latest.get().version() != seen) {
            return new WordingOutcome.Overtaken(latest.get());
          }
          if (latest.isPresent() && latest.get().says(text, written)) {
            return new WordingOutcome.Same(latest.get());
          }
          return new WordingOutcome.Done(
              write(tenant, purpose, written, language, channel, text, earlier, by));
        });
  }

  /**
   * Keeps up the standard wording inside the caller's transaction: unless staff wrote one of their
   * own, or the text is the same.
   */
  void keepUp(
      Connection connection,
      TenantId tenant,
      PurposeId purpose,
      Language language,
      Channel channel,
      String text) {
    int written = lock(tenant, purpose);
    List<Wording> earlier = versions(tenant, purpose, language, channel);
    boolean ours =
        earlier.isEmpty()
            || (earlier.getFirst().createdBy() == null && !earlier.getFirst().text().equals(text));
    if (ours) {
      // The firm's name alone is new: that says nothing of what editors made of the purpose since.
      int version = earlier.isEmpty() ? written : earlier.getFirst().purposeVersion();
      write(tenant, purpose, version, language, channel, text, earlier, null);
    }
  }

  /** Two who write at once come one after the other; tells what the purpose says now. */
  private int lock(TenantId tenant, PurposeId purpose) {
    return jdbc.sql(
            "SELECT version FROM purpose WHERE tenant_id = :tenant AND id = :purpose FOR UPDATE")
        .param("tenant", tenant.value())
        .param("purpose", purpose.value())
        .query(Integer.class)
        .single();
  }

  private Wording write(
      TenantId tenant,
      PurposeId purpose,
      int purposeVersion,
      Language language,
      Channel channel,
      String text,
      List<Wording> earlier,
      @Nullable UserId by) {
    int version = earlier.isEmpty() ? 1 : earlier.getFirst().version() + 1;
    var wording =
        new Wording(
            new WordingId(ids.next()),
            purpose,
            language,
            channel,
            version,
            purposeVersion,
            text,
            clock.instant(),
            by);
    jdbc.sql(
            """
            INSERT INTO wording (tenant_id, id, purpose_id, language, channel, version,
                                 purpose_version, text, created_at, created_by)
            VALUES (:tenant, :id, :purpose, :language, :channel, :version, :purposeVersion, :text,
                    :now, :by)
            """)
        .param("tenant", tenant.value())
        .param("id", wording.id().value())
        .param("purpose", purpose.value())
        .param("language", language.code())
        .param("channel", channel.name())
        .param("version", version)
        .param("purposeVersion", purposeVersion)
        .param("text", text)
        .param("now", Timestamp.from(wording.createdAt()))
        .param("by", by == null ? null : by.value(), Types.OTHER)
        .update();
    events.publishEvent(
        new WordingSuperseded(tenant, wording, earlier.stream().map(Wording::id).toList()));
    return wording;
  }
}
