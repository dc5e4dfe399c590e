package org.jawort.consent.cosigner;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jawort.consent.log.AddCheckpoint;
import org.jawort.consent.log.CosigningKey;
import org.jawort.consent.log.Encoding;
import org.jawort.consent.log.MalformedException;
import org.jawort.consent.log.SignedNote;
import org.jawort.consent.log.VerifierKey;
import org.jawort.platform.Sha256;

/** A witness: the logs that its operator named, each with what was seen of it. */
final class Cosigner implements AutoCloseable {
  private final Map<String, WitnessedLog> byOrigin = new HashMap<>();
  private final Map<String, WitnessedLog> byHash = new HashMap<>();

  /**
   * Opens the memory of each log.
   *
   * @param logs the keys of all of them; several of one name are keys of one log
   */
  Cosigner(WitnessFolder folder, List<VerifierKey> logs, CosigningKey key, InstantSource clock)
      throws IOException {
    Map<String, List<VerifierKey>> named =
        logs.stream().collect(Collectors.groupingBy(VerifierKey::name));
    for (Map.Entry<String, List<VerifierKey>> log : named.entrySet()) {
      var witnessed = new WitnessedLog(folder.path(), log.getValue(), key, clock);
      byOrigin.put(log.getKey(), witnessed);
      byHash.put(Sha256.hex(log.getKey().getBytes(StandardCharsets.UTF_8)), witnessed);
    }
  }

  /** Answers a request for a cosignature. */
  CosignOutcome add(byte[] body) throws IOException {
    AddCheckpoint request;
    try {
      request = AddCheckpoint.parse(Encoding.utf8(body));
    } catch (MalformedException e) {
      return new CosignOutcome.Malformed(String.valueOf(e.getMessage()));
    }
    WitnessedLog log = byOrigin.get(request.checkpoint().origin());
    return log == null ? new CosignOutcome.UnknownLog() : log.add(request);
  }

  /** The newest cosigned checkpoint of a log, by SHA-256 of its origin in lower-case hex. */
  Optional<SignedNote> latest(String originHash) {
    return Optional.ofNullable(byHash.get(originHash)).flatMap(WitnessedLog::latest);
  }

  @Override
  public void close() throws IOException {
    for (WitnessedLog log : byOrigin.values()) {
      log.close();
    }
  }
}
