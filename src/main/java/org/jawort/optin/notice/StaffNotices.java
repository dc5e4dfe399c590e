package org.jawort.optin.notice;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jawort.optin.run.RunGroup;
import org.jawort.optin.step.Step;
import org.jawort.platform.Database;
import org.jawort.platform.Ids;
import org.jawort.platform.Language;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The door to what processes and forms leave for staff to see to. */
@Component
public class StaffNotices {
  private final Database database;
  private final JdbcClient jdbc;
  private final Ids ids;
  private final InstantSource clock;
  private final MessageSource texts;

  StaffNotices(
      Database database, JdbcClient jdbc, Ids ids, InstantSource clock, MessageSource texts) {
    this.database = database;
    this.jdbc = jdbc;
    this.ids = ids;
    this.clock = clock;
    this.texts = texts;
  }

  /** Somebody has seen to it; false where somebody else has, or there is none for that member. */
  public boolean done(TenantId tenant, UUID notice, UUID user) {
    return database.write(
        tenant,
        connection ->
            jdbc.sql(
                        """
                        UPDATE staff_notice n SET done_at = :at, done_by = :user
                        WHERE n.tenant_id = :tenant AND n.id = :id AND n.done_at IS NULL AND %s
                        """
                            .formatted(NoticeList.FOR_USER))
                    .param("at", Timestamp.from(clock.instant()))
                    .param("user", user)
                    .param("tenant", tenant.value())
                    .param("id", notice)
                    .update()
                == 1);
  }

  /** A member of staff has seen to all that wait for it; returns how many. */
  public int allDone(TenantId tenant, UUID user) {
    return database.write(
        tenant,
        connection ->
            jdbc.sql(
                    """
                    UPDATE staff_notice n SET done_at = :at, done_by = :user
                    WHERE n.tenant_id = :tenant AND n.done_at IS NULL AND %s
                    """
                        .formatted(NoticeList.FOR_USER))
                .param("at", Timestamp.from(clock.instant()))
                .param("user", user)
                .param("tenant", tenant.value())
                .update());
  }

  /** Leaves notices that belong to no run, in the caller's transaction. */
  public void leave(Connection connection, List<NewNotice> notices, Instant now)
      throws SQLException {
    String sql =
        """
        INSERT INTO staff_notice (tenant_id, id, subject_id, contact_point_id, user_id, text,
                                  created_at)
        SELECT u.tenant, u.id, u.subject, u.point, u.reader, u.text, :createdAt::timestamptz
        FROM unnest(:tenant::uuid[], :id::uuid[], :subject::uuid[], :point::uuid[],
                    :reader::uuid[], :text::text[]) u (tenant, id, subject, point, reader, text)
        ON CONFLICT DO NOTHING
        """;
    Rows.batch(connection, sql, notices)
        .instant("createdAt", now)
        .uuids("tenant", notice -> notice.tenant().value())
        .uuids("id", notice -> ids.next())
        .uuids("subject", NewNotice::subject)
        .uuids("point", notice -> notice.contactPoint().value())
        .uuids("reader", NewNotice::user)
        .texts("text", NewNotice::text)
        .update();
  }

  /** Leaves one for each run, or for those of one submission, in the caller's transaction. */
  public void leave(Connection connection, RunGroup group, Step.NotifyStaff step, Instant now)
      throws SQLException {
    String sql =
        """
        INSERT INTO staff_notice (tenant_id, id, run_id, step, contact_point_id, user_id, text,
                                  created_at)
        SELECT :tenant, u.id, u.run, :step, u.point, :user, :text, :createdAt::timestamptz
        FROM unnest(:id::uuid[], :run::uuid[], :point::uuid[]) u (id, run, point)
        ON CONFLICT (run_id, step, tenant_id) DO NOTHING
        """;
    Rows.batch(connection, sql, group.leading().runs())
        .uuid("tenant", group.tenant().value())
        .text("step", step.id())
        .uuid("user", step.user())
        .text("text", mark(connection, group) + step.text())
        .instant("createdAt", now)
        .uuids("id", run -> ids.next())
        .uuids("run", run -> run.run().value())
        .uuids("point", run -> run.contactPoint().value())
        .update();
  }

  /** A trial says so, in the language of its process; usually nothing. */
  private String mark(Connection connection, RunGroup group) throws SQLException {
    if (!group.trial()) {
      return "";
    }
    String sql = "SELECT language FROM opt_in_process WHERE tenant_id = :tenant AND id = :process";
    Language language =
        Rows.sql(connection, sql)
            .uuid("tenant", group.tenant().value())
            .uuid("process", group.process().value())
            .only(row -> Language.ofCode(row.getString(1)));
    return texts.getMessage("trial.mark", null, language.locale()) + " ";
  }
}
