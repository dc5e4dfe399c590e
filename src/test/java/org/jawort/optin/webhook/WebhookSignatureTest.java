package org.jawort.optin.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jawort.platform.MasterSecret;
import org.jawort.platform.TenantId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The header of a call, as the Standard Webhooks specification has it. */
class WebhookSignatureTest {
  private static final TenantId TENANT = new TenantId(new UUID(0, 1));
  private static final UUID MESSAGE = new UUID(0, 2);
  private static final UUID NEWEST = new UUID(0, 3);
  private static final UUID OLDER = new UUID(0, 4);
  private static final Instant AT = Instant.parse("2026-11-29T12:00:00Z");
  private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);

  private final WebhookSignature signature =
      new WebhookSignature(new MasterSecret("a secret of at least thirty-two letters"));

  private String header(UUID... secrets) {
    return signature.header(TENANT, List.of(secrets), MESSAGE, AT, BODY);
  }

  @Test
  @DisplayName("S1-09 while a secret is changed, a call is signed by both, the newest first")
  void several() {
    assertThat(header(NEWEST)).matches("v1,[A-Za-z0-9+/]{43}=");
    assertThat(header(NEWEST, OLDER)).isEqualTo(header(NEWEST) + " " + header(OLDER));
    assertThat(header(OLDER)).isNotEqualTo(header(NEWEST));
    assertThat(signature.text(TENANT, NEWEST)).matches("whsec_[A-Za-z0-9+/]{43}=");
  }
}
