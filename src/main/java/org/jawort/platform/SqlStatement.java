package org.jawort.platform;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is done with a statement that has its values: each of these sends it, once. */
public abstract class SqlStatement {
  SqlStatement() {}

  /** Its text, as it was written. */
  abstract String sql();

  /** Prepares it and sets its values. */
  abstract PreparedStatement prepare() throws SQLException;

  /** Reads one row of the answer, without moving on. */
  @FunctionalInterface
  public interface Reader<R extends @Nullable Object> {
    /** Makes something of the row that the answer stands at. */
    R read(ResultSet row) throws SQLException;
  }

  /** Does something with a row of the answer. */
  @FunctionalInterface
  public interface Taker {
    /** Takes the row that the answer stands at. */
    void take(ResultSet row) throws SQLException;
  }

  /** Ends it with a change: how many rows it concerned. */
  public int update() throws SQLException {
    try (PreparedStatement statement = prepare()) {
      return statement.executeUpdate();
    }
  }

  /** Ends it where nothing is to be told, as of a function that is called for what it does. */
  public void execute() throws SQLException {
    try (PreparedStatement statement = prepare()) {
      statement.execute();
    }
  }

  /** Ends it with all rows of the answer, of a question or of RETURNING. */
  public <R extends @Nullable Object> List<R> list(Reader<R> reader) throws SQLException {
    var list = new ArrayList<R>();
    each(row -> list.add(reader.read(row)));
    return list;
  }

  /** Ends it with the first row of the answer; empty where there is none. */
  public <R> Optional<R> first(Reader<R> reader) throws SQLException {
    try (PreparedStatement statement = prepare();
        ResultSet row = statement.executeQuery()) {
      return row.next() ? Optional.of(reader.read(row)) : Optional.empty();
    }
  }

  /** Ends it with the one row of an answer that always has one. */
  public <R extends @Nullable Object> R only(Reader<R> reader) throws SQLException {
    try (PreparedStatement statement = prepare();
        ResultSet row = statement.executeQuery()) {
      if (!row.next()) {
        throw new IllegalStateException("no answer to: " + sql());
      }
      return reader.read(row);
    }
  }

  /** Ends it by whether the answer has a row. */
  public boolean any() throws SQLException {
    try (PreparedStatement statement = prepare();
        ResultSet row = statement.executeQuery()) {
      return row.next();
    }
  }

  /** Ends it by doing something with each row of the answer. */
  public void each(Taker taker) throws SQLException {
    try (PreparedStatement statement = prepare();
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        taker.take(row);
      }
    }
  }

  /** Ends it with the answer itself, to be read beside another one; closing it ends it all. */
  public ResultSet open() throws SQLException {
    PreparedStatement statement = prepare();
    try {
      statement.closeOnCompletion();
      return statement.executeQuery();
    } catch (SQLException e) {
      statement.close();
      throw e;
    }
  }
}
