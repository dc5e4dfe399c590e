package org.jawort.transfer.imports;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jawort.platform.TableStatistics;

/**
 * Has PostgreSQL look at the tables once many rows of an import have come into them, as their
 * tenant may be new there. Few rows are compared quickly, whatever is believed of them.
 */
final class ImportStatistics {
  private static final int MANY = 1_000;

  private ImportStatistics() {}

  /** Rows have been laid down, and are compared with what is known next. */
  static void laid(Connection connection, int rows) throws SQLException {
    refresh(
        connection,
        rows,
        List.of(
            "import_row",
            "contact",
            "contact_point",
            "contact_group_member",
            "contact_field_value",
            "consent"));
  }

  /** It is written down what they would change. */
  static void compared(Connection connection, int rows) throws SQLException {
    refresh(connection, rows, List.of("import_note", "import_change"));
  }

  /** The first of them are taken over. */
  static void taken(Connection connection, int rows) throws SQLException {
    refresh(
        connection,
        rows,
        List.of("contact", "contact_point", "contact_group_member", "contact_field_value"));
  }

  private static void refresh(Connection connection, int rows, List<String> tables)
      throws SQLException {
    if (rows >= MANY) {
      TableStatistics.refresh(connection, tables);
    }
  }
}
