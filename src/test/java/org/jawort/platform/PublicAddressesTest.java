package org.jawort.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The edges of what is ours, on both sides, and addresses that carry another one inside. */
class PublicAddressesTest {
  private static boolean isPublic(String address) throws UnknownHostException {
    return PublicAddresses.contain(InetAddress.getByName(address));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.255.255.255",
        "10.255.255.255",
        "100.64.0.0",
        "100.100.100.200",
        "100.127.255.255",
        "127.255.255.255",
        "169.254.0.0",
        "172.31.255.255",
        "192.0.0.0",
        "192.0.0.255",
        "192.168.255.255",
        "198.18.0.0",
        "198.19.255.255",
        "239.255.255.255",
        "240.0.0.0",
      })
  @DisplayName("B-10 The first and the last address of a block of ours are refused")
  void edges(String address) throws Exception {
    assertThat(isPublic(address)).as("whether %s is of the internet", address).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2002:7f00:1::1",
        "2002:a00:1:1::808:808",
        "2002:a9fe:a9fe:ffff:ffff:ffff:0808:0808",
        "2002:6440:1::1.1.1.1",
        "64:ff9b::10.0.0.1",
        "64:ff9b::169.254.169.254",
        "64:ff9b::100.127.255.255",
        "fcff:ffff::1",
        "fdff:ffff::1",
        "febf::1",
        "fec0::1",
        "::ffff:127.0.0.1",
        "::1.1.1.1",
      })
  @DisplayName("B-10 One of ours stays ours inside a longer address, whatever follows it there")
  void inside(String address) throws Exception {
    assertThat(isPublic(address)).as("whether %s is of the internet", address).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.0.0.0",
        "9.255.255.255",
        "11.0.0.0",
        "99.64.0.1",
        "100.63.255.255",
        "100.128.0.0",
        "101.64.0.1",
        "126.255.255.255",
        "128.0.0.0",
        "172.15.255.255",
        "191.0.0.1",
        "192.0.1.0",
        "192.1.0.0",
        "192.167.255.255",
        "197.18.0.1",
        "198.17.255.255",
        "198.20.0.0",
        "223.255.255.255",
        "2002:808:808::1",
        "2002:808:808::7f00:1",
        "64:ff9b::8.8.8.8",
        "2001:4860:4860::8888",
        "fe00::1",
        "::ffff:1.1.1.1",
      })
  @DisplayName("B-10 Its neighbours of the internet are called")
  void neighbours(String address) throws Exception {
    assertThat(isPublic(address)).as("whether %s is of the internet", address).isTrue();
  }
}
