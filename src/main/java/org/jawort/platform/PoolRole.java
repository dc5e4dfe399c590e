package org.jawort.platform;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who the pool signs in as: a role for this database alone, that may act as {@code jawort_app} and
 * as nobody else. A session of the owner that has stepped down steps up again by {@code RESET
 * ROLE}; one of this role has nowhere to go.
 *
 * <p>Its password follows from the owner's, so that all nodes know it and nobody has to keep it.
 *
 * @param user name of the role
 * @param password which it signs in with
 */
record PoolRole(String user, String password) {
  private static final Logger LOG = LoggerFactory.getLogger(PoolRole.class);
  private static final String BEGINNING = "jawort_login_";

  /** Any number that nothing else locks in a database of ours. */
  private static final long LOCK = 7_529_680_113L;

  /**
   * The role of a database; empty where the owner has no password that another could follow from.
   *
   * @param database its name
   */
  static Optional<PoolRole> of(String database, String ownersPassword) {
    if (ownersPassword.isEmpty()) {
      return Optional.empty();
    }
    String user = BEGINNING + part(database);
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(
          new SecretKeySpec(ownersPassword.getBytes(StandardCharsets.UTF_8), mac.getAlgorithm()));
      byte[] password = mac.doFinal(("jawort pool " + user).getBytes(StandardCharsets.UTF_8));
      return Optional.of(
          new PoolRole(user, Base64.getUrlEncoder().withoutPadding().encodeToString(password)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String part(String database) {
    return database.matches("[a-z0-9_]{1,48}")
        ? database
        : HexFormat.of().formatHex(Sha256.of(database.getBytes(StandardCharsets.UTF_8)), 0, 16);
  }

  /** Tells whether it can sign in. */
  boolean signsIn(String jdbcUrl) {
    try (Connection connection = DriverManager.getConnection(jdbcUrl, user, password);
        Statement statement = connection.createStatement()) {
      statement.execute("SET ROLE jawort_app");
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  /** Makes it where it is missing or has another password; false where the owner may not. */
  boolean prepare(Connection owner, String jdbcUrl) throws SQLException {
    if (signsIn(jdbcUrl)) {
      return true;
    }
    try {
      owner.setAutoCommit(false);
      make(owner);
      owner.commit();
    } catch (SQLException e) {
      LOG.debug("{} is not made: {}", user, e.getMessage());
      owner.rollback();
    } finally {
      owner.setAutoCommit(true);
    }
    boolean ready = signsIn(jdbcUrl);
    if (!ready) {
      LOG.warn(
          "Connections act as jawort_app and yet belong to the owner of the tables, as that user may"
              + " not create the role {}; jawort doctor says what to do",
          user);
    }
    return ready;
  }

  /** Of several nodes that start at once, one after the other. */
  private void make(Connection owner) throws SQLException {
    try (Statement statement = owner.createStatement()) {
      statement.execute("SELECT pg_advisory_xact_lock(%d)".formatted(LOCK));
      if (!exists(statement)) {
        statement.execute("CREATE ROLE " + user + " LOGIN");
      }
      statement.execute("GRANT jawort_app TO " + user);
      // Made unreadable here, so that no log of the server has it.
      owner
          .unwrap(PGConnection.class)
          .alterUserPassword(user, password.toCharArray(), "scram-sha-256");
    }
  }

  private boolean exists(Statement statement) throws SQLException {
    String sql = "SELECT FROM pg_roles WHERE rolname = '%s'".formatted(user);
    try (ResultSet found = statement.executeQuery(sql)) {
      return found.next();
    }
  }

  /** Never shows the password. */
  @Override
  public String toString() {
    return user;
  }
}
