package org.jawort.consent;

import java.sql.Connection;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jawort.contact.Channel;
import org.jawort.platform.Ids;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What people consent to, word for word, in versions that are never edited. */
@Component
public class Wordings {
  private final JdbcClient jdbc;
  private final Ids ids;
  private final InstantSource clock;

  Wordings(JdbcClient jdbc, Ids ids, InstantSource clock) {
    this.jdbc = jdbc;
    this.ids = ids;
    this.clock = clock;
  }

  /** The version that is shown from now on; inside the caller's transaction. */
  public Optional<Wording> latest(
      Connection connection,
      TenantId tenant,
      PurposeId purpose,
      Language language,
      Channel channel) {
    return jdbc.sql(
            """
            SELECT id, version, text FROM wording
            WHERE tenant_id = :tenant AND purpose_id = :purpose AND language = :language
              AND channel = :channel
            ORDER BY version DESC LIMIT 1
            """)
        .param("tenant", tenant.value())
        .param("purpose", purpose.value())
        .param("language", language.code())
        .param("channel", channel.name())
        .query(
            (row, number) ->
                new Wording(
                    new WordingId(row.getObject("id", UUID.class)),
                    purpose,
                    language,
                    channel,
                    row.getInt("version"),
                    row.getString("text")))
        .optional();
  }

  /** Puts a new version in the place of the latest, unless the text is the same. */
  public Wording supersede(
      Connection connection,
      TenantId tenant,
      PurposeId purpose,
      Language language,
      Channel channel,
      String text) {
    Optional<Wording> latest = latest(connection, tenant, purpose, language, channel);
    if (latest.isPresent() && latest.get().text().equals(text)) {
      return latest.get();
    }
    int version = latest.map(Wording::version).orElse(0) + 1;
    var wording = new Wording(new WordingId(ids.next()), purpose, language, channel, version, text);
    jdbc.sql(
            """
            INSERT INTO wording (tenant_id, id, purpose_id, language, channel, version, text, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            tenant.value(),
            wording.id().value(),
            purpose.value(),
            language.code(),
            channel.name(),
            version,
            text,
            Timestamp.from(clock.instant()))
        .update();
    return wording;
  }
}
