package org.jawort.tenant.account;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.jawort.platform.MasterSecret;
import org.jawort.tenant.AccountId;
import org.jawort.tenant.Accounts;
import org.springframework.stereotype.Component;

/**
 * Says between the two steps of a sign-in that the first one was taken: who, until when, under
 * which password. It opens nothing without the second step.
 */
@Component
public final class SignInTickets {
  private static final Duration VALID = Duration.ofMinutes(10);
  private static final int BODY = 16 + Long.BYTES;
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{75}");

  private final Accounts accounts;
  private final InstantSource clock;
  private final SecretKey key;

  SignInTickets(Accounts accounts, InstantSource clock, MasterSecret secret) {
    this.accounts = accounts;
    this.clock = clock;
    this.key = secret.keyFor("sign-in-ticket");
  }

  /** A ticket for whoever has just shown that they know the password. */
  public String write(AccountId account) {
    byte[] body = body(account, clock.instant().plus(VALID));
    byte[] mac = mac(account, body);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(ByteBuffer.allocate(BODY + mac.length).put(body).put(mac).array());
  }

  private static byte[] body(AccountId account, Instant until) {
    return ByteBuffer.allocate(BODY)
        .putLong(account.value().getMostSignificantBits())
        .putLong(account.value().getLeastSignificantBits())
        .putLong(until.getEpochSecond())
        .array();
  }

  private byte[] mac(AccountId account, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update(body);
      return mac.doFinal(accounts.hash(account).orElse("").getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
    }
  }

  /** Whose ticket it is; empty where it is none of ours, too old, or the password has changed. */
  public Optional<AccountId> read(String ticket) {
    if (!FORM.matcher(ticket).matches()) {
      return Optional.empty();
    }
    ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(ticket));
    var account = new AccountId(new UUID(bytes.getLong(), bytes.getLong()));
    long until = bytes.getLong();
    byte[] body = Arrays.copyOf(bytes.array(), BODY);
    byte[] given = Arrays.copyOfRange(bytes.array(), BODY, bytes.capacity());
    boolean ours = MessageDigest.isEqual(mac(account, body), given);
    return ours && until > clock.instant().getEpochSecond()
        ? Optional.of(account)
        : Optional.empty();
  }
}
