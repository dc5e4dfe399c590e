package org.jawort.desk;

import java.util.List;
import org.jawort.platform.Database;
import org.jawort.platform.TenantId;
import org.jawort.tenant.UserId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which columns of the contact list a member of staff wants to see beside name and address. */
@Component
public class ContactColumns {
  /** As long as nobody chose others. */
  public static final List<String> USUAL = List.of("block", "since");

  /** More than this nobody reads. */
  public static final int MOST = 12;

  private final Database database;
  private final JdbcClient jdbc;

  ContactColumns(Database database, JdbcClient jdbc) {
    this.database = database;
    this.jdbc = jdbc;
  }

  /** As {@link ContactOrder#column} names them; own fields that are gone may be among them. */
  public List<String> of(TenantId tenant, UserId user) {
    return database.read(
        tenant,
        connection ->
            jdbc.sql(
                    """
                    SELECT columns FROM contact_list_columns
                    WHERE tenant_id = :tenant AND user_id = :user
                    """)
                .param("tenant", tenant.value())
                .param("user", user.value())
                .query((row, number) -> List.of((String[]) row.getArray(1).getArray()))
                .optional()
                .orElse(USUAL));
  }

  /** Keeps what somebody chose. */
  public void choose(TenantId tenant, UserId user, List<String> columns) {
    database.write(
        tenant,
        connection ->
            jdbc.sql(
                    """
                    INSERT INTO contact_list_columns (tenant_id, user_id, columns)
                    SELECT u.tenant_id, u.id, :columns FROM staff_user u
                    WHERE u.tenant_id = :tenant AND u.id = :user
                    ON CONFLICT (tenant_id, user_id) DO UPDATE SET columns = excluded.columns
                    """)
                .param("tenant", tenant.value())
                .param("user", user.value())
                .param("columns", columns.toArray(String[]::new))
                .update());
  }

  /** From now on it is the usual ones again. */
  public void reset(TenantId tenant, UserId user) {
    database.write(
        tenant,
        connection ->
            jdbc.sql(
                    """
                    DELETE FROM contact_list_columns
                    WHERE tenant_id = :tenant AND user_id = :user
                    """)
                .param("tenant", tenant.value())
                .param("user", user.value())
                .update());
  }
}
