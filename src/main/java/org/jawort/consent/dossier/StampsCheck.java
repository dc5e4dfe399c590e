package org.jawort.consent.dossier;

import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jawort.consent.log.LogProof;
import org.jawort.consent.log.MalformedException;
import org.jawort.consent.log.ProofExtra;
import org.jawort.consent.stamp.StampToken;
import org.jawort.consent.stamp.TimeStamp;
import org.jawort.consent.stamp.TokenException;
import tools.jackson.databind.JsonNode;

/** Checks the time stamps of a dossier, and which of its events stood in the log by then. */
final class StampsCheck {
  private final Report report;
  private final List<X509Certificate> authorities;
  private final Map<String, StampToken> good = new HashMap<>();

  StampsCheck(Report report, Trusted trusted) {
    this.report = report;
    this.authorities = trusted.authorities();
  }

  void read(JsonNode stamps) {
    for (JsonNode stamp : stamps) {
      String checkpoint = stamp.path("checkpoint").asString("");
      try {
        StampToken token =
            StampToken.of(
                Base64.getDecoder().decode(stamp.path("token").asString("")),
                TimeStamp.stamped(checkpoint));
        token(checkpoint, token);
      } catch (TokenException e) {
        report.fails("stamp.wrong", e.why());
      } catch (MalformedException | IllegalArgumentException e) {
        report.fails("stamp.wrong", String.valueOf(e.getMessage()));
      }
    }
  }

  private void token(String checkpoint, StampToken token) {
    if (!authorities.isEmpty() && !token.isFrom(authorities)) {
      report.fails("stamp.other", token.at().toString(), token.signer());
      return;
    }
    String key = authorities.isEmpty() ? "stamp.named" : "stamp.given";
    report.holds(key, token.at().toString(), token.signer());
    good.put(checkpoint, token);
  }

  /** An event may come without one. */
  void event(int number, JsonNode event) {
    if (!event.has("stampedProof")) {
      return;
    }
    LogProof stamped = LogProof.parse(event.path("stampedProof").asString(""));
    LogProof own = LogProof.parse(event.path("proof").asString(""));
    byte[] entry = commitment(own);
    StampToken token = good.get(stamped.note().toString());
    if (token == null) {
      report.fails("stamp.event.none", number);
    } else if (stamped.index() != own.index()
        || !Arrays.equals(commitment(stamped), entry)
        || !stamped.leadsToRoot(entry)) {
      report.fails("stamp.event.wrong", number);
    } else {
      report.holds("stamp.event", number, token.at().toString());
    }
  }

  private static byte[] commitment(LogProof proof) {
    return ProofExtra.parse(
            proof.extra().orElseThrow(() -> new MalformedException("the line extra is missing")))
        .commitment();
  }
}
