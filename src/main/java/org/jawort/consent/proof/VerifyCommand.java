package org.jawort.consent.proof;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jawort.consent.dossier.DossierCheck;
import org.jawort.consent.log.MalformedException;
import org.jawort.consent.log.ProofCheck;
import org.jawort.consent.log.ProofCheck.Finding;
import org.jawort.consent.log.VerifierKey;

/**
 * The command {@code jawort verify FILE [--key KEY] [--tsa CERTIFICATES]}: checks a proof offline,
 * without database or network, and says in words what holds.
 */
public final class VerifyCommand {
  private static final int HOLDS = 0;
  private static final int DOES_NOT_HOLD = 1;
  private static final int CANNOT_BE_CHECKED = 2;
  private static final String USAGE =
      "jawort verify FILE [--key VKEY | --key FILE-WITH-VKEYS] [--tsa CERTIFICATES.pem]";

  private VerifyCommand() {}

  /**
   * Checks the file that the arguments name.
   *
   * @param out gets one line for each thing that was checked
   * @param err says why nothing could be checked
   * @return 0 where all holds, 1 where something does not, 2 where the file cannot be checked
   */
  public static int run(List<String> given, PrintStream out, PrintStream err) {
    List<String> arguments = new ArrayList<>(given);
    Optional<String> tsa = taken(arguments, "--tsa");
    boolean keyed = arguments.size() == 3 && arguments.get(1).equals("--key");
    if (arguments.size() != 1 && !keyed) {
      err.println("jawort: expected: " + USAGE);
      return CANNOT_BE_CHECKED;
    }
    try {
      byte[] file = Files.readAllBytes(Path.of(arguments.getFirst()));
      List<VerifierKey> trusted = keyed ? keys(arguments.get(2)) : List.of();
      List<X509Certificate> authorities = tsa.isEmpty() ? List.of() : certificates(tsa.get());
      return check(file, trusted, authorities)
          .map(checked -> tell(checked, out))
          .orElseGet(() -> none(err));
    } catch (IOException | InvalidPathException e) {
      err.println("jawort: " + arguments.getFirst() + " cannot be read");
    } catch (MalformedException e) {
      String message = String.valueOf(e.getMessage());
      err.println(
          message.startsWith("--tsa")
              ? "jawort: " + message
              : "jawort: --key is neither a verifier key nor a file of them: " + message);
    }
    return CANNOT_BE_CHECKED;
  }

  /** Takes an option with its value out of the arguments. */
  private static Optional<String> taken(List<String> arguments, String option) {
    int at = arguments.indexOf(option);
    if (at < 1 || at + 1 >= arguments.size()) {
      return Optional.empty();
    }
    arguments.remove(at);
    return Optional.of(arguments.remove(at));
  }

  /** All that a file holds, as PEM or DER. */
  private static List<X509Certificate> certificates(String file) throws IOException {
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      List<X509Certificate> certificates =
          CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (certificates.isEmpty()) {
        throw new MalformedException("--tsa names a file without a certificate");
      }
      return certificates;
    } catch (CertificateException e) {
      throw new MalformedException("--tsa names no file of certificates");
    }
  }

  /** A key itself, or a file with one on each line, such as /log/keys gives. */
  private static List<VerifierKey> keys(String given) throws IOException {
    return Files.isRegularFile(Path.of(given))
        ? Files.readString(Path.of(given)).lines().map(VerifierKey::parse).toList()
        : List.of(VerifierKey.parse(given));
  }

  /** What was found, and what to say in the end. */
  private record Checked(List<Finding> findings, String good, String bad) {}

  /** By kind of file; empty where it is of none that is known. */
  private static Optional<Checked> check(
      byte[] file, List<VerifierKey> trusted, List<X509Certificate> authorities) {
    if (ProofCheck.isProof(file)) {
      return Optional.of(
          new Checked(
              ProofCheck.check(file, trusted),
              "Everything that was checked holds.",
              "This file proves nothing."));
    }
    if (DossierCheck.isDossier(file)) {
      Locale locale = locale();
      return Optional.of(
          new Checked(
              DossierCheck.check(file, trusted, authorities, locale),
              DossierCheck.verdict(true, locale),
              DossierCheck.verdict(false, locale)));
    }
    return Optional.empty();
  }

  /** The language of the shell; English where it is neither of ours. */
  private static Locale locale() {
    return Stream.of("LC_ALL", "LC_MESSAGES", "LANG")
            .map(System.getenv()::get)
            .filter(set -> set != null && !set.isEmpty())
            .findFirst()
            .filter(set -> set.startsWith("de"))
            .isPresent()
        ? Locale.GERMAN
        : Locale.ENGLISH;
  }

  private static int tell(Checked checked, PrintStream out) {
    checked
        .findings()
        .forEach(finding -> out.println((finding.holds() ? "ok    " : "FAILS ") + finding.text()));
    boolean all = checked.findings().stream().allMatch(Finding::holds);
    out.println(all ? checked.good() : checked.bad());
    return all ? HOLDS : DOES_NOT_HOLD;
  }

  private static int none(PrintStream err) {
    err.println(
        "jawort: this is no file that can be checked; expected a proof (c2sp.org/tlog-proof) or a"
            + " dossier as PDF or JSON");
    return CANNOT_BE_CHECKED;
  }
}
