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
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jawort.consent.dossier.DossierCheck;
import org.jawort.consent.dossier.Trusted;
import org.jawort.consent.log.MalformedException;
import org.jawort.consent.log.ProofCheck;
import org.jawort.consent.log.ProofCheck.Finding;
import org.jawort.consent.log.VerifierKey;
import org.jawort.consent.log.WitnessKey;

/**
 * The command {@code jawort verify FILE [--key KEY]… [--witness KEY]… [--tsa CERTIFICATES]…}:
 * checks a proof offline, without database or network, and says in words what holds.
 */
public final class VerifyCommand {
  private static final int HOLDS = 0;
  private static final int DOES_NOT_HOLD = 1;
  private static final int CANNOT_BE_CHECKED = 2;
  private static final int ORIGIN_NOT_CHECKED = 3;
  private static final String KEY = "--key";
  private static final String WITNESS = "--witness";
  private static final String TSA = "--tsa";
  private static final String USAGE =
      "jawort verify FILE [--key VKEY]… [--witness VKEY]… [--tsa CERTIFICATES.pem];"
          + " a file with a VKEY on each line will do";

  private VerifyCommand() {}

  /**
   * Checks the file that the arguments name.
   *
   * @param out gets one line for each thing that was checked
   * @param err says why nothing could be checked
   * @return 0 where all holds and the origin was checked, 3 where all holds and no key was given, 1
   *     where something does not hold, 2 where the file is none that can be checked
   */
  public static int run(List<String> arguments, PrintStream out, PrintStream err) {
    if (arguments.size() % 2 == 0 || !areOptions(arguments.subList(1, arguments.size()))) {
      err.println("jawort: expected: " + USAGE);
      return CANNOT_BE_CHECKED;
    }
    try {
      byte[] file = Files.readAllBytes(Path.of(arguments.getFirst()));
      var trusted =
          new Trusted(
              given(arguments, KEY, value -> keys(value, KEY, VerifierKey::parse)),
              given(arguments, WITNESS, value -> keys(value, WITNESS, WitnessKey::parse)),
              given(arguments, TSA, VerifyCommand::certificates));
      return check(file, trusted).map(checked -> tell(checked, out)).orElseGet(() -> none(err));
    } catch (IOException | InvalidPathException e) {
      err.println("jawort: " + arguments.getFirst() + " cannot be read");
    } catch (MalformedException e) {
      err.println("jawort: " + e.getMessage());
    }
    return CANNOT_BE_CHECKED;
  }

  private static boolean areOptions(List<String> arguments) {
    return IntStream.range(0, arguments.size())
        .filter(place -> place % 2 == 0)
        .mapToObj(arguments::get)
        .allMatch(List.of(KEY, WITNESS, TSA)::contains);
  }

  /** What the value of an option names. */
  private interface Reading<T> {
    List<T> of(String value) throws IOException;
  }

  private static <T> List<T> given(List<String> arguments, String option, Reading<T> reading)
      throws IOException {
    var all = new ArrayList<T>();
    for (int place = 1; place < arguments.size(); place += 2) {
      if (arguments.get(place).equals(option)) {
        all.addAll(reading.of(arguments.get(place + 1)));
      }
    }
    return all;
  }

  /** A key itself, or a file with one on each line, such as /log/keys gives. */
  private static <K> List<K> keys(String given, String option, Function<String, K> parse)
      throws IOException {
    try {
      List<String> lines =
          Files.isRegularFile(Path.of(given))
              ? Files.readAllLines(Path.of(given)).stream().filter(l -> !l.isBlank()).toList()
              : List.of(given);
      if (lines.isEmpty()) {
        throw new MalformedException("the file is empty");
      }
      return lines.stream().map(parse).toList();
    } catch (MalformedException | InvalidPathException e) {
      throw new MalformedException(
          option + " is neither a verifier key nor a file of them: " + e.getMessage());
    }
  }

  /** All that a file holds, as PEM or DER. */
  private static List<X509Certificate> certificates(String file) {
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      List<X509Certificate> certificates =
          CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (certificates.isEmpty()) {
        throw new MalformedException(TSA + " names a file without a certificate");
      }
      return certificates;
    } catch (CertificateException | IOException | InvalidPathException e) {
      throw new MalformedException(TSA + " names no file of certificates");
    }
  }

  /** What was found, and what to say in the end. */
  private record Checked(
      List<Finding> findings, boolean originChecked, String good, String alone, String bad) {}

  /** By kind of file; empty where it is of none that is known. */
  private static Optional<Checked> check(byte[] file, Trusted trusted) {
    boolean origin = !trusted.keys().isEmpty();
    if (ProofCheck.isProof(file)) {
      return Optional.of(
          new Checked(
              ProofCheck.check(file, trusted.keys(), trusted.witnesses()),
              origin,
              "Everything that was checked holds.",
              "The integrity of the file holds. Its origin was not checked: that takes a key that"
                  + " you know from elsewhere (--key).",
              "This file proves nothing."));
    }
    if (DossierCheck.isDossier(file)) {
      Locale locale = locale();
      return Optional.of(
          new Checked(
              DossierCheck.check(file, trusted, locale),
              origin,
              DossierCheck.verdict(true, locale),
              DossierCheck.integrityAlone(locale),
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
    if (!checked.findings().stream().allMatch(Finding::holds)) {
      out.println(checked.bad());
      return DOES_NOT_HOLD;
    }
    out.println(checked.originChecked() ? checked.good() : checked.alone());
    return checked.originChecked() ? HOLDS : ORIGIN_NOT_CHECKED;
  }

  private static int none(PrintStream err) {
    err.println(
        "jawort: this is no file that can be checked; expected a proof (c2sp.org/tlog-proof) or a"
            + " dossier as PDF or JSON");
    return CANNOT_BE_CHECKED;
  }
}
