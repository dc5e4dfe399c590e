package org.jawort.tenant.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * A provider of OpenID Connect: discovery, keys, and a token for each code, as the person at its
 * page would bring one. It checks of us what a good one checks: who asks, and that the code is
 * ours.
 */
final class TestProvider implements AutoCloseable {
  static final String CLIENT = "jawort";
  static final String SECRET = "the provider's word for us";

  private final HttpServer server;
  private final RSAKey key = key();
  private final Map<String, Issued> issued = new ConcurrentHashMap<>();

  private record Issued(String token, String challenge) {}

  TestProvider() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/.well-known/openid-configuration", exchange -> answer(exchange, 200, discovery()));
    server.createContext("/keys", exchange -> answer(exchange, 200, new JWKSet(key).toString()));
    server.createContext("/token", this::token);
    server.start();
  }

  private static RSAKey key() {
    try {
      return new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  String issuer() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  private String discovery() {
    return new JsonMapper()
        .writeValueAsString(
            Map.of(
                "issuer", issuer(),
                "authorization_endpoint", issuer() + "/authorize",
                "token_endpoint", issuer() + "/token",
                "jwks_uri", issuer() + "/keys",
                "response_types_supported", List.of("code"),
                "subject_types_supported", List.of("public"),
                "id_token_signing_alg_values_supported", List.of("RS256")));
  }

  /** What the address says to which a browser is sent. */
  static Map<String, String> query(String address) {
    return fields(URI.create(address).getRawQuery());
  }

  private static Map<String, String> fields(String text) {
    return Arrays.stream(text.split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], UTF_8)));
  }

  /**
   * The person has signed in at the page to which the browser was sent.
   *
   * @param change what is special about the token
   * @return where the browser goes on, path and query
   */
  String signedIn(
      String address,
      String email,
      List<String> groups,
      Instant now,
      UnaryOperator<JWTClaimsSet.Builder> change) {
    Map<String, String> asked = query(address);
    JWTClaimsSet claims =
        change
            .apply(
                new JWTClaimsSet.Builder()
                    .issuer(issuer())
                    .subject("subject of " + email)
                    .audience(CLIENT)
                    .issueTime(Date.from(now))
                    .expirationTime(Date.from(now.plusSeconds(300)))
                    .claim("auth_time", now.getEpochSecond())
                    .claim("nonce", asked.get("nonce"))
                    .claim("email", email)
                    .claim("email_verified", true)
                    .claim("name", "Petra Provider")
                    .claim("groups", groups))
            .build();
    String code = UUID.randomUUID().toString();
    issued.put(code, new Issued(signed(claims, key), asked.get("code_challenge")));
    URI back = URI.create(asked.get("redirect_uri"));
    return back.getPath() + "?code=" + code + "&state=" + asked.get("state");
  }

  /** A token that a key signs of which the provider knows nothing. */
  void forge(String path, Instant now) {
    String code = path.replaceAll(".*code=([^&]+).*", "$1");
    Issued real = issued.get(code);
    try {
      JWTClaimsSet claims = SignedJWT.parse(real.token()).getJWTClaimsSet();
      issued.put(code, new Issued(signed(claims, key()), real.challenge()));
    } catch (ParseException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String signed(JWTClaimsSet claims, RSAKey with) {
    try {
      var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(with.getKeyID()).build();
      var token = new SignedJWT(header, claims);
      token.sign(new RSASSASigner(with));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private void token(HttpExchange exchange) throws IOException {
    Map<String, String> form = fields(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    Issued one = issued.remove(form.get("code"));
    String given = exchange.getRequestHeaders().getFirst("Authorization");
    if (one == null || !isUs(given) || !hashed(form.get("code_verifier")).equals(one.challenge())) {
      answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
      return;
    }
    answer(
        exchange,
        200,
        new JsonMapper()
            .writeValueAsString(
                Map.of(
                    "access_token",
                    UUID.randomUUID().toString(),
                    "token_type",
                    "Bearer",
                    "expires_in",
                    300,
                    "id_token",
                    one.token())));
  }

  private static boolean isUs(String header) {
    String encoded = URLEncoder.encode(SECRET, UTF_8);
    String expected =
        "Basic " + Base64.getEncoder().encodeToString((CLIENT + ":" + encoded).getBytes(UTF_8));
    return expected.equals(header);
  }

  private static String hashed(String text) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
