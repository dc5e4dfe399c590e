package org.jawort.consent.stamp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampToken;
import org.jawort.platform.Sha256;

/**
 * A token as an authority gave it (RFC 3161), checked by itself: its imprint, its signature, and
 * that the certificate in it was valid at its time and is for time stamps alone.
 */
public final class StampToken {
  /** The largest that is taken, in bytes; usual ones have two to eight thousand. */
  static final int LARGEST = 65_536;

  private final TimeStampToken token;
  private final X509Certificate signer;
  private final List<X509Certificate> certificates;

  private StampToken(
      TimeStampToken token, X509Certificate signer, List<X509Certificate> certificates) {
    this.token = token;
    this.signer = signer;
    this.certificates = certificates;
  }

  /**
   * Reads and checks one.
   *
   * @param der the TimeStampToken
   * @param stamped what it is to be about
   * @throws TokenException where it is about something else, or not whole
   */
  public static StampToken of(byte[] der, byte[] stamped) throws TokenException {
    if (der.length > LARGEST) {
      throw new TokenException("it is larger than any token");
    }
    try {
      var token = new TimeStampToken(ContentInfo.getInstance(der));
      StampToken read = read(token);
      read.checkImprint(stamped);
      read.checkSignature();
      return read;
    } catch (TSPException
        | CMSException
        | IOException
        | GeneralSecurityException
        | OperatorCreationException
        | RuntimeException e) {
      // Whatever the bytes are, they do not get further than this.
      throw new TokenException(words(e), e);
    }
  }

  private static String words(Exception e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }

  private static StampToken read(TimeStampToken token)
      throws TokenException, IOException, CertificateException {
    var holders =
        List.copyOf(token.getCertificates().getMatches(null)).stream()
            .map(X509CertificateHolder.class::cast)
            .toList();
    var certificates = new ArrayList<X509Certificate>();
    X509Certificate signer = null;
    for (X509CertificateHolder holder : holders) {
      X509Certificate certificate = certificate(holder);
      certificates.add(certificate);
      if (token.getSID().match(holder)) {
        signer = certificate;
      }
    }
    if (signer == null) {
      throw new TokenException("the certificate of who signed it is not in it");
    }
    return new StampToken(token, signer, List.copyOf(certificates));
  }

  private static X509Certificate certificate(X509CertificateHolder holder)
      throws IOException, CertificateException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(holder.getEncoded()));
  }

  private void checkImprint(byte[] stamped) throws TokenException {
    var info = token.getTimeStampInfo();
    if (!info.getMessageImprintAlgOID().equals(TSPAlgorithms.SHA256)
        || !Arrays.equals(info.getMessageImprintDigest(), Sha256.of(stamped))) {
      throw new TokenException("it is a time stamp of something else");
    }
  }

  /** The library also asks for the usage timeStamping alone, critical, and for the validity. */
  private void checkSignature()
      throws CMSException,
          TSPException,
          CertificateException,
          IOException,
          OperatorCreationException {
    var holder = new X509CertificateHolder(signer.getEncoded());
    token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(holder));
  }

  /** The token itself. */
  byte[] der() throws TokenException {
    try {
      return token.getEncoded("DER");
    } catch (IOException e) {
      throw new TokenException("it cannot be written", e);
    }
  }

  /** The time that the authority vouches for. */
  public Instant at() {
    return token.getTimeStampInfo().getGenTime().toInstant();
  }

  /** Whose certificate it is, as the certificate says. */
  public String signer() {
    return signer.getSubjectX500Principal().getName();
  }

  /** Tells whether its certificate is one of these, or was issued under one of them then. */
  public boolean isFrom(List<X509Certificate> trusted) {
    return trusted.contains(signer) || TrustedPath.leads(signer, certificates, trusted, at());
  }
}
