package org.jawort.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.jawort.platform.Networks;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

/** Whose address a request carries, whatever its headers say (law 15, 16; B-07). */
class ClientAddressTest {
  /** Lines of a header are parted by |. */
  private static void add(MockHttpServletRequest request, String name, String lines) {
    for (String line : lines.isEmpty() ? new String[0] : lines.split("\\|")) {
      request.addHeader(name, line);
    }
  }

  @ParameterizedTest(name = "{0} of {1} says {2} and {3}: {4}")
  @DisplayName("law 16 A proxy's word counts as far as the operator trusts it, a stranger's never")
  @CsvSource(
      quoteCharacter = '\'',
      delimiter = ';',
      textBlock =
          """
          default        ; 203.0.113.9 ; 198.51.100.7                ;                        ; 203.0.113.9
          default        ; 10.0.0.2    ; 198.51.100.7                ;                        ; 10.0.0.2
          default        ; 127.0.0.1   ;                             ;                        ; 127.0.0.1
          default        ; 127.0.0.1   ; 198.51.100.7                ;                        ; 198.51.100.7
          default        ; ::1         ; 2001:db8::7                 ;                        ; 2001:db8::7
          default        ; 127.0.0.1   ; 1.1.1.1, 198.51.100.7       ;                        ; 198.51.100.7
          default        ; 127.0.0.1   ; 198.51.100.7,1.1.1.1|203.0.113.4 ;                   ; 203.0.113.4
          default        ; 127.0.0.1   ; 198.51.100.7:4711           ;                        ; 198.51.100.7
          default        ; 127.0.0.1   ; [2001:db8::7]:4711          ;                        ; 2001:db8::7
          default        ; 127.0.0.1   ; [2001:db8::7]               ;                        ; 2001:db8::7
          default        ; 127.0.0.1   ; ::ffff:198.51.100.7         ;                        ; 198.51.100.7
          default        ; 127.0.0.1   ; 1.1.1.1, unknown            ;                        ; 127.0.0.1
          default        ; 127.0.0.1   ; 198.51.100.7, evil.example  ;                        ; 127.0.0.1
          default        ; 127.0.0.1   ; 1.1.1.1,                    ;                        ; 127.0.0.1
          default        ; 127.0.0.1   ; 1.2                         ;                        ; 127.0.0.1
          default        ; 127.0.0.1   ;                             ; for=198.51.100.7       ; 198.51.100.7
          default        ; 127.0.0.1   ;                             ; 'for=1.1.1.1, For="[2001:db8::7]:4711"' ; 2001:db8::7
          default        ; 127.0.0.1   ;                             ; proto=https            ; 127.0.0.1
          default        ; 127.0.0.1   ;                             ; for=_hidden            ; 127.0.0.1
          default        ; 127.0.0.1   ; 198.51.100.7                ; for=198.51.100.7       ; 198.51.100.7
          default        ; 127.0.0.1   ; 198.51.100.7                ; for=1.1.1.1            ; 127.0.0.1
          10.0.0.0/8     ; 10.0.0.2    ; 1.1.1.1, 198.51.100.7, 10.1.1.1 ;                    ; 198.51.100.7
          10.0.0.0/8     ; 10.0.0.2    ; 10.3.3.3, 10.1.1.1          ;                        ; 10.3.3.3
          10.0.0.0/8     ; 127.0.0.1   ; 198.51.100.7                ;                        ; 127.0.0.1
          10.0.0.0/9     ; 10.128.0.1  ; 198.51.100.7                ;                        ; 10.128.0.1
          2001:db8::/33  ; 2001:db8::1 ; 198.51.100.7                ;                        ; 198.51.100.7
          none           ; 127.0.0.1   ; 198.51.100.7                ;                        ; 127.0.0.1
          """)
  void whose(String trusted, String peer, String forwardedFor, String forwarded, String expected) {
    var request = new MockHttpServletRequest();
    request.setRemoteAddr(peer);
    add(request, "X-Forwarded-For", forwardedFor == null ? "" : forwardedFor);
    add(request, "Forwarded", forwarded == null ? "" : forwarded);
    Networks proxies =
        trusted.equals("default") ? Networks.THIS_MACHINE : Networks.parse(trusted).orElseThrow();
    assertThat(ClientAddress.of(request, proxies).address())
        .isEqualTo(InetAddress.ofLiteral(expected));
  }

  @ParameterizedTest
  @DisplayName("B-07 A header of a megabyte is read in one pass")
  @CsvSource({"X-Forwarded-For, ':'", "X-Forwarded-For, ','", "Forwarded, ','", "Forwarded, '\"'"})
  void endless(String name, String filling) {
    var request = new MockHttpServletRequest();
    request.addHeader(name, filling.repeat(1 << 20));
    assertThat(ClientAddress.of(request, Networks.THIS_MACHINE).address())
        .isEqualTo(InetAddress.ofLiteral("127.0.0.1"));
  }
}
