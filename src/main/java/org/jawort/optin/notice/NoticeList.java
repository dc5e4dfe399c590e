package org.jawort.optin.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.contact.ContactId;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jawort.tenant.UserId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The door to the notices as a member of staff reads them: those for all, for that member, and for
 * somebody who left.
 */
@Component
public class NoticeList {
  /** Whom a notice is for, where the reader is {@code :user}. */
  static final String FOR_USER =
      """
      (n.user_id IS NULL OR n.user_id = :user OR NOT EXISTS (
        SELECT FROM staff_user u
        WHERE u.tenant_id = :tenant AND u.id = n.user_id AND u.disabled_at IS NULL))
      """;

  private static final String NOTICES =
      """
      SELECT n.id, n.user_id, p.contact_id, p.address, n.text, n.created_at, n.done_at,
             d.name AS done_by,
             coalesce(nullif(concat_ws(' ', c.first_name, c.last_name), ''), c.company, '') AS name
      FROM staff_notice n
      JOIN contact_point p ON p.tenant_id = n.tenant_id AND p.id = n.contact_point_id
      JOIN contact c ON c.tenant_id = p.tenant_id AND c.id = p.contact_id
      LEFT JOIN staff_user d ON d.tenant_id = n.tenant_id AND d.id = n.done_by
      WHERE n.tenant_id = :tenant
      """;

  private final Database database;
  private final JdbcClient jdbc;

  NoticeList(Database database, JdbcClient jdbc) {
    this.database = database;
    this.jdbc = jdbc;
  }

  /**
   * Where a page of the list ended.
   *
   * @param done whether the last notice had been seen to
   * @param id of the last notice
   */
  public record End(boolean done, UUID id) {}

  /** First those that nobody has seen to, then the others; the newest first. */
  public List<ListedNotice> page(TenantId tenant, UserId user, Optional<End> after, int most) {
    End end = after.orElse(new End(false, new UUID(-1, -1)));
    return database.read(
        tenant,
        connection ->
            jdbc.sql(
                    NOTICES
                        + " AND "
                        + FOR_USER
                        + """
                          AND CASE WHEN n.done_at IS NULL THEN NOT :done AND n.id < :end
                              ELSE NOT :done OR n.id < :end END
                        ORDER BY n.done_at IS NOT NULL, n.id DESC LIMIT :most
                        """)
                .param("tenant", tenant.value())
                .param("user", user.value())
                .param("done", end.done())
                .param("end", end.id())
                .param("most", most)
                .query(NoticeList::notice)
                .list());
  }

  /** All about a contact, the oldest first; for the copy of what is known of it (law 37). */
  public List<ListedNotice> about(TenantId tenant, ContactId contact) {
    return database.read(
        tenant,
        connection ->
            jdbc.sql(NOTICES + " AND p.contact_id = :contact ORDER BY n.id")
                .param("tenant", tenant.value())
                .param("contact", contact.value())
                .query(NoticeList::notice)
                .list());
  }

  private static ListedNotice notice(ResultSet row, int number) throws SQLException {
    return new ListedNotice(
        row.getObject("id", UUID.class),
        Rows.uuid(row, "user_id") == null,
        new ContactId(row.getObject("contact_id", UUID.class)),
        row.getString("name"),
        row.getString("address"),
        row.getString("text"),
        row.getTimestamp("created_at").toInstant(),
        Rows.instant(row, "done_at"),
        row.getString("done_by"));
  }

  /** How many nobody has seen to; counted up to {@code most}. */
  public int waiting(TenantId tenant, UserId user, int most) {
    return database.read(
        tenant,
        connection ->
            jdbc.sql(
                    """
                    SELECT count(*) FROM (
                      SELECT FROM staff_notice n
                      WHERE n.tenant_id = :tenant AND n.done_at IS NULL AND %s LIMIT :most) few
                    """
                        .formatted(FOR_USER))
                .param("tenant", tenant.value())
                .param("user", user.value())
                .param("most", most)
                .query(Integer.class)
                .single());
  }
}
