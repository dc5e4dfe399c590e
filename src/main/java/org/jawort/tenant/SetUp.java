package org.jawort.tenant;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import org.jawort.platform.Database;
import org.jawort.platform.MasterSecret;
import org.jawort.platform.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The one set-up of an installation: whoever holds the code that the first start printed gives the
 * first tenant its profile and becomes its owner. It is over as soon as anybody can sign in.
 */
@Component
public final class SetUp {
  private final Database database;
  private final JdbcClient jdbc;
  private final MasterSecret secret;
  private final Tenants tenants;
  private final Users users;

  SetUp(Database database, JdbcClient jdbc, MasterSecret secret, Tenants tenants, Users users) {
    this.database = database;
    this.jdbc = jdbc;
    this.secret = secret;
    this.tenants = tenants;
    this.users = users;
  }

  /** Tells whether it is over. */
  public boolean isOver() {
    return users.exist();
  }

  /** The code, derived from the installation's secret: every node knows the same. */
  public String code() {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(secret.keyFor("set-up"));
      byte[] code = mac.doFinal("first owner".getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(code, 16));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
    }
  }

  /** Tells whether this is the code. */
  public boolean knows(String code) {
    return MessageDigest.isEqual(
        code.getBytes(StandardCharsets.UTF_8), code().getBytes(StandardCharsets.UTF_8));
  }

  /** The tenant that waits for its profile. */
  public Tenant tenant() {
    return tenants.find(tenants.all().getFirst());
  }

  /**
   * Finishes the set-up.
   *
   * @return the first owner; empty where somebody else was faster
   */
  public Optional<User> finish(TenantProfile profile, NewUser owner) {
    return finish(tenant().id(), profile, owner);
  }

  private Optional<User> finish(TenantId tenant, TenantProfile profile, NewUser owner) {
    return database.write(
        tenant,
        connection -> {
          StartLock.take(jdbc);
          if (isOver()) {
            return Optional.empty();
          }
          tenants.update(tenant, profile);
          return users.find(tenant, users.add(tenant, owner));
        });
  }
}
