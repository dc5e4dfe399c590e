package org.jawort.delivery;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jawort.platform.Bell;
import org.jawort.platform.Database;
import org.jawort.platform.Ids;
import org.jawort.platform.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The door for mails to those who work with Jawort. They belong to no contact and ask for no
 * consent, and take the same way out as all others.
 */
@Component
public class StaffMails {
  /** How long what was sent is kept. */
  private static final Duration KEPT = Duration.ofDays(30);

  private final Database database;
  private final JdbcClient sql;
  private final Ids ids;
  private final InstantSource clock;
  private final Bell bell = new Bell();

  StaffMails(Database database, JdbcClient sql, Ids ids, InstantSource clock) {
    this.database = database;
    this.sql = sql;
    this.ids = ids;
    this.clock = clock;
  }

  Bell bell() {
    return bell;
  }

  /** What it is. */
  public enum Kind {
    /** A campaign as it would be sent, to its author. */
    TEST,
    /** The question whether an address may stand in From. */
    SENDER,
    /** Something that staff should know. */
    NOTICE,
    /** A link to one's own account. */
    ACCOUNT
  }

  /**
   * How far a mail came.
   *
   * @param answer of the mail server to the last attempt, or null before the first
   */
  public record Progress(MessageStatus status, @Nullable String answer, Instant createdAt) {}

  /** Queues a mail, inside the caller's transaction where there is one; it goes out at once. */
  public MessageId queue(TenantId tenant, Kind kind, Mail mail) {
    return database.write(
        tenant,
        connection -> {
          UUID id = ids.next();
          Timestamp now = Timestamp.from(clock.instant());
          sql.sql("DELETE FROM staff_mail WHERE tenant_id = :tenant AND created_at < :before")
              .param("tenant", tenant.value())
              .param("before", Timestamp.from(clock.instant().minus(KEPT)))
              .update();
          sql.sql(
                  """
                  INSERT INTO staff_mail (tenant_id, id, kind, envelope_from, envelope_to,
                                          international, raw, status, created_at, due_at)
                  VALUES (:tenant, :id, :kind, :envelopeFrom, :envelopeTo, :international, :raw,
                          'QUEUED', :now, :now)
                  """)
              .param("tenant", tenant.value())
              .param("id", id)
              .param("kind", kind.name())
              .param("envelopeFrom", mail.from())
              .param("envelopeTo", mail.to())
              .param("international", mail.international())
              .param("raw", mail.raw())
              .param("now", now)
              .update();
          bell.ringAfterCommit();
          return new MessageId(id);
        });
  }

  /** How far the mail came; empty where there is none of that id. */
  public Optional<Progress> progress(TenantId tenant, MessageId mail) {
    return database.read(
        tenant,
        connection ->
            sql.sql(
                    """
                    SELECT status, answer, created_at FROM staff_mail
                    WHERE tenant_id = :tenant AND id = :mail
                    """)
                .param("tenant", tenant.value())
                .param("mail", mail.value())
                .query(
                    (row, number) ->
                        new Progress(
                            MessageStatus.valueOf(row.getString("status")),
                            row.getString("answer"),
                            row.getTimestamp("created_at").toInstant()))
                .optional());
  }
}
