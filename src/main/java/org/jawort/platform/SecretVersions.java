package org.jawort.platform;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import javax.crypto.Mac;

/** Which master secret is in force, as a number and a day; the mark of one tells nothing of it. */
public final class SecretVersions {
  private static final byte[] MARKED = "jawort".getBytes(StandardCharsets.UTF_8);

  private final MasterSecret secret;
  private final InstantSource clock;

  /** Reads with what is given; also for the commands. */
  public SecretVersions(MasterSecret secret, InstantSource clock) {
    this.secret = secret;
    this.clock = clock;
  }

  /**
   * A secret that is or was in force.
   *
   * @param number from 1 on
   * @param since when it was first seen
   */
  public record SecretVersion(int number, Instant since) {}

  private record Marked(SecretVersion version, byte[] mark) {
    static Marked of(ResultSet row) throws SQLException {
      return new Marked(
          new SecretVersion(
              row.getInt("version"), Objects.requireNonNull(Rows.instant(row, "since"))),
          row.getBytes("mark"));
    }
  }

  /** Notes the secret as the one in force, inside the running transaction. */
  public SecretVersion note(Connection connection) throws SQLException {
    Rows.sql(connection, "SELECT pg_advisory_xact_lock(hashtext('jawort.secret_version'))")
        .execute();
    Optional<SecretVersion> known = present(connection);
    if (known.isPresent()) {
      return known.get();
    }
    String sql =
        """
        INSERT INTO secret_version (version, mark, since)
        SELECT coalesce(max(version), 0) + 1, :mark, :now FROM secret_version
        RETURNING version, mark, since
        """;
    return Rows.sql(connection, sql)
        .bytea("mark", mark())
        .instant("now", clock.instant())
        .only(row -> Marked.of(row).version());
  }

  /** The version of the secret at hand, where it is the one in force. */
  public Optional<SecretVersion> present(Connection connection) throws SQLException {
    return Rows.sql(
            connection,
            "SELECT version, mark, since FROM secret_version ORDER BY version DESC LIMIT 1")
        .first(Marked::of)
        .filter(latest -> MessageDigest.isEqual(latest.mark(), mark()))
        .map(Marked::version);
  }

  private byte[] mark() {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(secret.keyFor("secret-mark"));
      return mac.doFinal(MARKED);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
    }
  }
}
