package org.jawort.tenant.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.jawort.platform.Sha256;
import tools.jackson.databind.json.JsonMapper;

/**
 * A passkey that is a pair of keys in memory (ES256), and the browser around it: it answers as they
 * do (WebAuthn Level 3, sections 5.8.1 and 6.1), for whatever site it is told.
 *
 * @param id of the credential
 * @param site for which the device signs (relying party id)
 * @param origin of the page, as the browser tells it
 * @param verified whether the device made sure who uses it
 */
public record SoftPasskey(KeyPair keys, byte[] id, String site, String origin, boolean verified) {
  private static final int PRESENT = 0x01;
  private static final int VERIFIED = 0x04;
  private static final int ATTESTED = 0x40;
  private static final JsonMapper JSON = JsonMapper.shared();

  /** A new one, for a site of which a page asks. */
  public static SoftPasskey of(String site, String origin) {
    byte[] id =
        ByteBuffer.allocate(16)
            .putLong(UUID.randomUUID().getMostSignificantBits())
            .putLong(1)
            .array();
    return new SoftPasskey(pair(), id, site, origin, true);
  }

  private static KeyPair pair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same device at another site. */
  public SoftPasskey at(String otherSite, String otherOrigin) {
    return new SoftPasskey(keys, id, otherSite, otherOrigin, verified);
  }

  /** The same without asking whose finger it is. */
  public SoftPasskey unverified() {
    return new SoftPasskey(keys, id, site, origin, false);
  }

  /** Another device that says it is this one. */
  public SoftPasskey imitated() {
    return new SoftPasskey(pair(), id, site, origin, verified);
  }

  /** What the browser sends when it was made (RegistrationResponseJSON). */
  public String made(String options) {
    byte[] object =
        new Cbor()
            .map(3)
            .text("fmt")
            .text("none")
            .text("attStmt")
            .map(0)
            .text("authData")
            .bytes(joined(data(ATTESTED), new byte[16], length(id), id, publicKey()))
            .done();
    byte[] client = client("webauthn.create", options);
    return answer(Map.of("clientDataJSON", text(client), "attestationObject", text(object)));
  }

  /** What it sends when it was used (AuthenticationResponseJSON). */
  public String used(String options) {
    return used("webauthn.get", options);
  }

  /** The same, where the page says that it asked for something else. */
  public String used(String type, String options) {
    byte[] client = client(type, options);
    byte[] data = data(0);
    return answer(
        Map.of(
            "clientDataJSON", text(client),
            "authenticatorData", text(data),
            "signature", text(signed(joined(data, Sha256.of(client))))));
  }

  private byte[] client(String type, String options) {
    String challenge = JSON.readTree(options).get("challenge").asString();
    return JSON.writeValueAsString(
            Map.of("type", type, "challenge", challenge, "origin", origin, "crossOrigin", false))
        .getBytes(UTF_8);
  }

  private byte[] data(int more) {
    byte flags = (byte) (PRESENT | (verified ? VERIFIED : 0) | more);
    return joined(Sha256.of(site.getBytes(UTF_8)), new byte[] {flags}, new byte[4]);
  }

  private byte[] signed(byte[] bytes) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(keys.getPrivate());
      signature.update(bytes);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** COSE_Key (RFC 9053, section 7.1.1): EC2, ES256, P-256. */
  private byte[] publicKey() {
    var point = ((ECPublicKey) keys.getPublic()).getW();
    return new Cbor()
        .map(5)
        .number(1)
        .number(2)
        .number(3)
        .number(-7)
        .number(-1)
        .number(1)
        .number(-2)
        .bytes(coordinate(point.getAffineX()))
        .number(-3)
        .bytes(coordinate(point.getAffineY()))
        .done();
  }

  private static byte[] coordinate(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] whole = new byte[32];
    int kept = Math.min(bytes.length, whole.length);
    System.arraycopy(bytes, bytes.length - kept, whole, whole.length - kept, kept);
    return whole;
  }

  private String answer(Map<String, String> response) {
    return JSON.writeValueAsString(
        Map.of(
            "id", text(id),
            "rawId", text(id),
            "type", "public-key",
            "response", response,
            "clientExtensionResults", Map.of()));
  }

  private static byte[] length(byte[] of) {
    return ByteBuffer.allocate(2).putShort((short) of.length).array();
  }

  private static byte[] joined(byte[]... parts) {
    var bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.writeBytes(part);
    }
    return bytes.toByteArray();
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** As much of RFC 8949 as a passkey needs. */
  private static final class Cbor {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private Cbor head(int kind, int count) {
      if (count < 24) {
        out.write(kind << 5 | count);
      } else if (count < 256) {
        out.write(kind << 5 | 24);
        out.write(count);
      } else {
        out.write(kind << 5 | 25);
        out.write(count >> 8);
        out.write(count & 0xff);
      }
      return this;
    }

    Cbor map(int pairs) {
      return head(5, pairs);
    }

    Cbor number(int number) {
      return number < 0 ? head(1, -1 - number) : head(0, number);
    }

    Cbor text(String text) {
      head(3, text.length());
      out.writeBytes(text.getBytes(UTF_8));
      return this;
    }

    Cbor bytes(byte[] bytes) {
      head(2, bytes.length);
      out.writeBytes(bytes);
      return this;
    }

    byte[] done() {
      return out.toByteArray();
    }
  }
}
