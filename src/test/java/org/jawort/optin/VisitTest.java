package org.jawort.optin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jawort.tenant.IpMode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("law 16: the IP address is kept as the tenant wishes")
class VisitTest {
  @ParameterizedTest
  @CsvSource({
    "203.0.113.77, OFF, ",
    "203.0.113.77, TRUNCATED, 203.0.113.0/24",
    "203.0.113.77, FULL, 203.0.113.77",
    "2001:db8:42:7::9, OFF, ",
    "2001:db8:42:7::9, TRUNCATED, 2001:db8:42:0:0:0:0:0/48",
    "2001:db8:42:7::9, FULL, 2001:db8:42:7:0:0:0:9"
  })
  void address(String ip, IpMode mode, @Nullable String kept) throws UnknownHostException {
    assertThat(Visit.of(InetAddress.getByName(ip), mode, null).ip()).isEqualTo(kept);
  }

  @Test
  void userAgent() {
    InetAddress here = InetAddress.getLoopbackAddress();
    assertThat(Visit.of(here, IpMode.OFF, " Fire\tfox ").userAgent()).isEqualTo("Fire fox");
    assertThat(Visit.of(here, IpMode.OFF, "x".repeat(5000)).userAgent()).hasSize(400);
  }
}
