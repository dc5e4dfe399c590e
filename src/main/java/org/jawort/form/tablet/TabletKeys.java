package org.jawort.form.tablet;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.EllipticCurve;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import org.jawort.platform.InstallationKeys;
import org.jawort.platform.MasterSecret;
import org.springframework.stereotype.Component;

/**
 * What waits on a tablet is sealed to a key of ours, so that the tablet itself cannot open it any
 * more: ECDH on P-256 with a key made for the one message, HKDF-SHA-256, AES-256-GCM. All of it is
 * in the browser's WebCrypto and in the JDK.
 */
@Component
class TabletKeys {
  private static final String USE = "tablet";
  private static final String CURVE = "secp256r1";
  private static final int TAG_BITS = 128;

  private final InstallationKeys keys;
  private volatile Optional<MasterSecret> known = Optional.empty();

  TabletKeys(InstallationKeys keys) {
    this.keys = keys;
  }

  /**
   * A key pair for one tablet.
   *
   * @param publicKey as SubjectPublicKeyInfo
   * @param sealed the private one, sealed for the database
   */
  record Pair(byte[] publicKey, byte[] sealed) {}

  Pair make(TabletId tablet) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(CURVE));
      KeyPair pair = generator.generateKeyPair();
      return new Pair(
          pair.getPublic().getEncoded(), seal().seal(use(tablet), pair.getPrivate().getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("P-256 is part of every JDK", e);
    }
  }

  private MasterSecret seal() {
    if (known.isEmpty()) {
      known = Optional.of(new MasterSecret(HexFormat.of().formatHex(keys.key(USE).getEncoded())));
    }
    return known.get();
  }

  private static String use(TabletId tablet) {
    return "key of " + tablet;
  }

  /** What a message says; empty where it was not sealed to this tablet, under this number. */
  Optional<byte[]> open(TabletId tablet, byte[] sealedKey, SealedMessage message) {
    return seal()
        .open(use(tablet), sealedKey)
        .flatMap(privateKey -> opened(tablet, privateKey, message));
  }

  private static Optional<byte[]> opened(TabletId tablet, byte[] own, SealedMessage message) {
    try {
      KeyFactory factory = KeyFactory.getInstance("EC");
      var theirs =
          (ECPublicKey) factory.generatePublic(new X509EncodedKeySpec(message.publicKey()));
      var ours = factory.generatePrivate(new PKCS8EncodedKeySpec(own));
      if (!isOnCurve(theirs, (ECPrivateKey) ours)) {
        return Optional.empty();
      }
      KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
      agreement.init(ours);
      agreement.doPhase(theirs, true);
      byte[] context = context(tablet, message);
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.DECRYPT_MODE,
          key(agreement.generateSecret(), context),
          new GCMParameterSpec(TAG_BITS, message.nonce()));
      cipher.updateAAD(context);
      return Optional.of(cipher.doFinal(message.content()));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      // Whatever is wrong with it, it is none of ours.
      return Optional.empty();
    }
  }

  private static byte[] context(TabletId tablet, SealedMessage message) {
    return ("jawort tablet " + tablet + " " + message.id()).getBytes(StandardCharsets.US_ASCII);
  }

  private static SecretKey key(byte[] shared, byte[] context) throws GeneralSecurityException {
    return KDF.getInstance("HKDF-SHA256")
        .deriveKey(
            "AES",
            HKDFParameterSpec.ofExtract()
                .addIKM(shared)
                .addSalt(new byte[0])
                .thenExpand(context, 32));
  }

  /** A point of another curve would tell the key of ours bit by bit. */
  private static boolean isOnCurve(ECPublicKey theirs, ECPrivateKey ours) {
    EllipticCurve curve = ours.getParams().getCurve();
    BigInteger p = ((ECFieldFp) curve.getField()).getP();
    BigInteger x = theirs.getW().getAffineX();
    BigInteger y = theirs.getW().getAffineY();
    BigInteger right = x.pow(3).add(curve.getA().multiply(x)).add(curve.getB());
    return theirs.getParams().getCurve().equals(curve)
        && y.multiply(y).subtract(right).mod(p).signum() == 0;
  }
}
