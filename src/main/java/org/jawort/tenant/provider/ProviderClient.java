package org.jawort.tenant.provider;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jawort.platform.Settings;
import org.jawort.platform.Sha256;
import org.jawort.tenant.StaffEmail;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.security.oauth2.client.authentication.OAuth2LoginAuthenticationToken;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.web.client.RestTemplate;

/** Speaks to one provider, by Spring Security's client (OpenID Connect Core 1.0, code flow). */
final class ProviderClient {
  private static final Duration SKEW = Duration.ofMinutes(1);

  /** How long ago somebody may have signed in there who was asked to do it anew. */
  private static final Duration ANEW = Duration.ofMinutes(5);

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** For so long a provider that answered is taken to be there. */
  private static final Duration HEARD = Duration.ofSeconds(30);

  private final Settings.SingleSignOn signOn;
  private final String redirect;
  private final InstantSource clock;
  private final OidcAuthorizationCodeAuthenticationProvider spring;
  private volatile @Nullable Known known;

  /** What the provider said of itself, and when. */
  private record Known(ClientRegistration registration, Instant at) {}

  ProviderClient(Settings settings, Settings.SingleSignOn signOn, InstantSource clock) {
    this.signOn = signOn;
    this.redirect = settings.publicUrl() + "/login/provider/answer";
    this.clock = clock;
    var users = new OidcUserService();
    // What counts is signed: nothing is asked for beside the ID token.
    users.setRetrieveUserInfo(request -> false);
    this.spring =
        new OidcAuthorizationCodeAuthenticationProvider(
            new RestClientAuthorizationCodeTokenResponseClient(), users);
    spring.setJwtDecoderFactory(this::decoder);
  }

  private JwtDecoder decoder(ClientRegistration registration) {
    NimbusJwtDecoder decoder =
        NimbusJwtDecoder.withJwkSetUri(
                Objects.requireNonNull(registration.getProviderDetails().getJwkSetUri()))
            .restOperations(patient())
            .jwsAlgorithms(kinds -> kinds.addAll(Set.of(SignatureAlgorithm.values())))
            .build();
    var validator = new OidcIdTokenValidator(registration);
    validator.setClockSkew(SKEW);
    validator.setClock(
        new Clock() {
          @Override
          public ZoneOffset getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }

          @Override
          public Instant instant() {
            return clock.instant();
          }
        });
    decoder.setJwtValidator(validator);
    decoder.setClaimSetConverter(OidcIdTokenDecoderFactory.createDefaultClaimTypeConverter());
    return decoder;
  }

  private static RestTemplate patient() {
    var requests = new JdkClientHttpRequestFactory();
    requests.setReadTimeout(PATIENCE);
    return new RestTemplate(requests);
  }

  /** What the provider said of itself, asked for when it is first needed. */
  private ClientRegistration registration() {
    Known kept = known;
    return kept == null ? asked() : kept.registration();
  }

  private ClientRegistration asked() {
    ClientRegistration said =
        ClientRegistrations.fromOidcIssuerLocation(signOn.issuer().toString())
            .registrationId("provider")
            .clientId(signOn.clientId())
            .clientSecret(signOn.clientSecret())
            .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
            .redirectUri(redirect)
            .scope("openid", "email", "profile")
            .build();
    known = new Known(said, clock.instant());
    return said;
  }

  /** Nobody is sent to a provider that has not been heard of for a while and may be gone. */
  private void hear() {
    Known kept = known;
    if (kept == null || kept.at().plus(HEARD).isBefore(clock.instant())) {
      asked();
    }
  }

  /**
   * Where the browser is sent.
   *
   * @param anew whether the person must sign in there even if they are signed in
   * @throws RuntimeException where the provider does not answer
   */
  String address(SignOnAttempt attempt, boolean anew) {
    hear();
    return request(attempt, anew).getAuthorizationRequestUri();
  }

  private OAuth2AuthorizationRequest request(SignOnAttempt attempt, boolean anew) {
    ClientRegistration registration = registration();
    return OAuth2AuthorizationRequest.authorizationCode()
        .clientId(registration.getClientId())
        .authorizationUri(
            Objects.requireNonNull(registration.getProviderDetails().getAuthorizationUri()))
        .redirectUri(redirect)
        .scopes(registration.getScopes())
        .state(attempt.state())
        .attributes(
            attributes -> {
              attributes.put(OAuth2ParameterNames.REGISTRATION_ID, "provider");
              attributes.put(OidcParameterNames.NONCE, attempt.nonce());
              attributes.put(PkceParameterNames.CODE_VERIFIER, attempt.verifier());
            })
        .additionalParameters(
            parameters -> {
              parameters.put(OidcParameterNames.NONCE, hashed(attempt.nonce()));
              parameters.put(PkceParameterNames.CODE_CHALLENGE, hashed(attempt.verifier()));
              parameters.put(PkceParameterNames.CODE_CHALLENGE_METHOD, "S256");
              if (anew) {
                parameters.putAll(Map.of("prompt", "login", "max_age", "0"));
              }
            })
        .build();
  }

  private static String hashed(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Sha256.of(text.getBytes(StandardCharsets.US_ASCII)));
  }

  /**
   * Changes the code for the ID token, and checks that: signature, issuer, audience, time, nonce.
   *
   * @throws org.springframework.security.core.AuthenticationException where something is not as it
   *     must be
   */
  VouchedPerson person(SignOnAttempt attempt, String code, String state, boolean anew) {
    var answer =
        OAuth2AuthorizationResponse.success(code).redirectUri(redirect).state(state).build();
    var exchange = new OAuth2AuthorizationExchange(request(attempt, false), answer);
    var signedIn =
        (OAuth2LoginAuthenticationToken)
            Objects.requireNonNull(
                spring.authenticate(new OAuth2LoginAuthenticationToken(registration(), exchange)));
    var user = (OidcUser) Objects.requireNonNull(signedIn.getPrincipal());
    if (anew && !isAnew(user)) {
      throw new IllegalStateException("the provider did not ask anew");
    }
    return vouched(user);
  }

  private boolean isAnew(OidcUser user) {
    Instant at = user.getAuthenticatedAt();
    return at != null && at.plus(ANEW).isAfter(clock.instant());
  }

  private VouchedPerson vouched(OidcUser user) {
    Optional<StaffEmail> email =
        Boolean.TRUE.equals(user.getEmailVerified()) && user.getEmail() != null
            ? StaffEmail.parse(user.getEmail())
            : Optional.empty();
    List<String> groups = user.getClaimAsStringList(signOn.groups());
    String name = user.getFullName();
    return new VouchedPerson(
        signOn.issuer().toString(),
        Objects.requireNonNull(user.getSubject()),
        email,
        name == null || name.isBlank() ? email.map(StaffEmail::address).orElse("?") : name.strip(),
        groups == null ? List.of() : groups);
  }
}
