package org.jawort.optin.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.jawort.platform.MasterSecret;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;

/**
 * Signs calls as the Standard Webhooks specification 1.0.0 says: HMAC-SHA256 over id, time and
 * body, once with each secret that is valid, so that a secret can be changed without a gap.
 */
@Component
class WebhookSignature {
  private static final String PREFIX = "whsec_";

  private final MasterSecret master;

  WebhookSignature(MasterSecret master) {
    this.master = master;
  }

  /** The secret as the receiver takes it: 256 bits in base64 behind {@code whsec_}. */
  String text(TenantId tenant, UUID secret) {
    return PREFIX + Base64.getEncoder().encodeToString(key(tenant, secret).getEncoded());
  }

  private SecretKey key(TenantId tenant, UUID secret) {
    return master.keyFor("webhook/" + tenant.value() + "/" + secret);
  }

  /** The header {@code webhook-signature}: one signature for each secret, the newest first. */
  String header(TenantId tenant, List<UUID> secrets, UUID message, Instant at, byte[] body) {
    return secrets.stream()
        .map(secret -> sign(key(tenant, secret), message.toString(), at, body))
        .collect(Collectors.joining(" "));
  }

  static String sign(SecretKey key, String message, Instant at, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update((message + "." + at.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
    }
  }
}
