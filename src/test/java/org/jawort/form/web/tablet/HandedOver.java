package org.jawort.form.web.tablet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import org.jawort.FailureWords;
import org.jawort.TestBrowser;
import org.jawort.TestServer;
import org.jawort.form.Form;
import org.jawort.form.Forms;
import org.jawort.platform.Language;
import tools.jackson.databind.json.JsonMapper;

/** A tablet in somebody's hand, as the page's script drives it. */
final class HandedOver {
  static final String PIN = "7351";
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern DATA = Pattern.compile("data-(tablet|key|version)=\"([^\"]+)\"");

  /** A signature that a finger could draw. */
  static final Map<String, Object> DRAWN =
      Map.of(
          "width",
          600,
          "height",
          200,
          "by",
          "touch",
          "strokes",
          List.of(List.of(10, 10, 40, 80, 90, 20, 150, 90), List.of(200, 40, 260, 60)));

  final TestServer server;
  final Form form;
  final TestBrowser browser;
  final TestBrowser.Page opened;
  private String tablet = "";
  private String key = "";
  private int version;

  /** Somebody of the staff opens the form, at a place. */
  HandedOver(TestServer server, TestBrowser staff, String place) {
    this(
        server,
        staff,
        place,
        server.bean(Forms.class).all(server.tenant()).stream()
            .filter(one -> one.language() == Language.DE)
            .findFirst()
            .orElseThrow());
  }

  HandedOver(TestServer server, TestBrowser staff, String place, Form form) {
    this.server = server;
    this.browser = staff;
    this.form = form;
    browser.get(desk());
    opened =
        browser.post(desk(), Map.of("place", place, "idle", "60", "pin", PIN, "pinAgain", PIN));
    assertThat(opened.location()).as(FailureWords.of(opened.body())).endsWith("/t");
    look();
  }

  String desk() {
    return "/app/forms/" + form.id().value() + "/tablet";
  }

  /** Reads what the page says to its script. */
  void look() {
    Matcher data = DATA.matcher(browser.get("/t").body());
    while (data.find()) {
      switch (data.group(1)) {
        case "tablet" -> tablet = data.group(2);
        case "key" -> key = data.group(2);
        default -> version = Integer.parseInt(data.group(2));
      }
    }
    assertThat(key).isNotEmpty();
  }

  /** What a person enters who does everything right. */
  static List<List<String>> entries(String address) {
    return List.of(
        List.of("email", address),
        List.of("firstName", "Ada"),
        List.of("lastName", "Lovelace"),
        List.of("newsletter", "true"),
        List.of("privacy", "true"));
  }

  /** Seals what was entered, under a new number. */
  Map<String, Object> sealed(List<List<String>> entries, Object signature, Instant signedAt) {
    String content =
        JSON.writeValueAsString(
            Map.of(
                "version", version,
                "entries", entries,
                "signature", signature,
                "signedAt", signedAt.toEpochMilli()));
    return sealed(content.getBytes(StandardCharsets.UTF_8));
  }

  Map<String, Object> sealed(byte[] content) {
    String id = UUID.randomUUID().toString();
    byte[] context = ("jawort tablet " + tablet + " " + id).getBytes(StandardCharsets.US_ASCII);
    byte[] nonce = new byte[12];
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair own = generator.generateKeyPair();
      KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
      agreement.init(own.getPrivate());
      agreement.doPhase(
          KeyFactory.getInstance("EC")
              .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(key))),
          true);
      var secret =
          KDF.getInstance("HKDF-SHA256")
              .deriveKey(
                  "AES",
                  HKDFParameterSpec.ofExtract()
                      .addIKM(agreement.generateSecret())
                      .thenExpand(context, 32));
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, secret, new GCMParameterSpec(128, nonce));
      cipher.updateAAD(context);
      return Map.of(
          "id", id,
          "key", Base64.getEncoder().encodeToString(own.getPublic().getEncoded()),
          "nonce", Base64.getEncoder().encodeToString(nonce),
          "content", Base64.getEncoder().encodeToString(cipher.doFinal(content)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sends it; somebody stands before the tablet, or it has waited. */
  TestBrowser.Page send(Map<String, Object> sealed, boolean attended) {
    var message = new java.util.HashMap<>(sealed);
    message.put("sentAt", server.clock().instant().toEpochMilli());
    message.put("attended", attended);
    return browser.postJson("/t/submissions", JSON.writeValueAsString(message));
  }

  /** All of it, now. */
  TestBrowser.Page sign(String address, Object signature) {
    return send(sealed(entries(address), signature, server.clock().instant()), true);
  }
}
