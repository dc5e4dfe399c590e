package org.jawort.consent.ecg;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;

/** A list as the authority gives it, of addresses and domains of ours. */
public final class TestEcgList {
  private TestEcgList() {}

  /** The file. */
  public static byte[] of(Collection<String> entries) {
    try {
      var file = new ByteArrayOutputStream();
      for (String entry : entries) {
        byte[] spelled = entry.getBytes(StandardCharsets.ISO_8859_1);
        file.writeBytes(MessageDigest.getInstance("SHA-1").digest(spelled));
      }
      return file.toByteArray();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
