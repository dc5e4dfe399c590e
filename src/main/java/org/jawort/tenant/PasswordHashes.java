package org.jawort.tenant;

import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Argon2id with OWASP's parameters (19 MiB, two passes, one lane). Only a few run at once, so that
 * a flood of sign-ins takes time and not memory.
 */
@Component
public class PasswordHashes {
  private static final int AT_ONCE = 4;

  private final Argon2PasswordEncoder argon2;
  private final Semaphore seats = new Semaphore(AT_ONCE, true);

  /** A hash that no password fits: checking against it takes as long as against a real one. */
  private final String nobody;

  /**
   * Hashes.
   *
   * @param memory of a hash, in KiB; only tests of something else take less
   */
  PasswordHashes(@Value("${jawort.password.memory}") int memory) {
    argon2 = new Argon2PasswordEncoder(16, 32, 1, memory, 2);
    nobody = argon2.encode(UUID.randomUUID().toString());
  }

  /** Hashes a password. */
  public String hash(String password) {
    return seated(() -> argon2.encode(password));
  }

  /** Tells whether the password is the one that was hashed. */
  public boolean fits(String password, String hash) {
    return seated(() -> argon2.matches(password, hash));
  }

  /** A hash to check against where there is no account. */
  public String nobody() {
    return nobody;
  }

  private <T> T seated(Supplier<T> work) {
    seats.acquireUninterruptibly();
    try {
      return work.get();
    } finally {
      seats.release();
    }
  }
}
