package org.jawort.tenant.web;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jawort.platform.web.Answer;
import org.jawort.tenant.User;
import org.jawort.tenant.account.Passkey;
import org.jawort.tenant.account.Passkeys;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What a script of ours hands to the browser, in the form of WebAuthn Level 3, section 5.1. */
@Component
class PasskeyJson {
  private static final int TIMEOUT = 300_000;

  private final Passkeys passkeys;
  private final JsonMapper json = new JsonMapper();

  PasskeyJson(Passkeys passkeys) {
    this.passkeys = passkeys;
  }

  /** PublicKeyCredentialCreationOptionsJSON. */
  Answer toMake(User user) {
    return written(
        Map.of(
            "rp", Map.of("id", passkeys.name(), "name", "Jawort"),
            "user",
                Map.of(
                    "id", text(Passkeys.handle(user.account())),
                    "name", user.email().address(),
                    "displayName", user.name()),
            "challenge", text(passkeys.askToMake(user.account())),
            "pubKeyCredParams",
                passkeys.algorithms().stream()
                    .map(number -> Map.of("type", "public-key", "alg", number))
                    .toList(),
            "timeout", TIMEOUT,
            "excludeCredentials", named(passkeys.all(user.account())),
            "authenticatorSelection",
                Map.of(
                    "residentKey", "required",
                    "requireResidentKey", true,
                    "userVerification", "required"),
            "attestation", "none"));
  }

  /**
   * PublicKeyCredentialRequestOptionsJSON.
   *
   * @param allowed those that may answer; none where any may
   */
  Answer toUse(byte[] challenge, List<Passkey> allowed) {
    return written(
        Map.of(
            "challenge", text(challenge),
            "timeout", TIMEOUT,
            "rpId", passkeys.name(),
            "allowCredentials", named(allowed),
            "userVerification", "required"));
  }

  /** Where the page goes on. */
  Answer leadingTo(String path) {
    return written(Map.of("to", path));
  }

  private static List<Map<String, String>> named(List<Passkey> keys) {
    return keys.stream()
        .map(key -> Map.of("type", "public-key", "id", text(key.credentialId())))
        .toList();
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private Answer written(Map<String, ?> content) {
    return Answer.written(
        "application/json", json.writeValueAsString(content).getBytes(StandardCharsets.UTF_8));
  }
}
