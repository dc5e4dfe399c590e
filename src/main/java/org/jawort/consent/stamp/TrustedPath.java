package org.jawort.consent.stamp;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.Certificate;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathChecker;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether a certificate was issued under another (RFC 5280), looked at without a network. */
final class TrustedPath {
  private static final String EXTENDED_KEY_USAGE = "2.5.29.37";

  private TrustedPath() {}

  /**
   * Tells whether a path leads from one of the trusted ones, all of it valid at that time. Whether
   * it was revoked is not asked: offline nobody could say.
   *
   * @param between certificates that may lie on it
   */
  static boolean leads(
      X509Certificate from,
      List<X509Certificate> between,
      List<X509Certificate> trusted,
      Instant at) {
    if (trusted.isEmpty()) {
      return false;
    }
    try {
      CertPathBuilder.getInstance("PKIX").build(parameters(from, between, trusted, at));
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static PKIXBuilderParameters parameters(
      X509Certificate from,
      List<X509Certificate> between,
      List<X509Certificate> trusted,
      Instant at)
      throws GeneralSecurityException {
    var wanted = new X509CertSelector();
    wanted.setCertificate(from);
    var parameters = new PKIXBuilderParameters(anchors(trusted), wanted);
    var known = new ArrayList<>(between);
    known.addAll(trusted);
    parameters.addCertStore(
        CertStore.getInstance("Collection", new CollectionCertStoreParameters(known)));
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(at));
    parameters.addCertPathChecker(new UsageSeen());
    return parameters;
  }

  private static Set<TrustAnchor> anchors(List<X509Certificate> trusted)
      throws InvalidAlgorithmParameterException {
    return trusted.stream().map(one -> new TrustAnchor(one, null)).collect(Collectors.toSet());
  }

  /** The usage is critical by RFC 3161, and was checked before. */
  private static final class UsageSeen extends PKIXCertPathChecker {
    @Override
    public void init(boolean forward) {}

    @Override
    public boolean isForwardCheckingSupported() {
      return true;
    }

    @Override
    public @Nullable Set<String> getSupportedExtensions() {
      return Set.of(EXTENDED_KEY_USAGE);
    }

    @Override
    public void check(Certificate certificate, Collection<String> unresolved) {
      unresolved.remove(EXTENDED_KEY_USAGE);
    }
  }
}
