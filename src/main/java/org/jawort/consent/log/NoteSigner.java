package org.jawort.consent.log;

import java.util.List;

/**
 * Signs texts of ours that are no checkpoints by one key, which stays the same whatever becomes of
 * the log's.
 */
public final class NoteSigner {
  private final SigningKey key;

  NoteSigner(SigningKey key) {
    this.key = key;
  }

  /** The key that others check with. */
  public VerifierKey verifierKey() {
    return key.verifierKey();
  }

  /**
   * Signs a text.
   *
   * @param kind first line of the text; never the origin of a log, so that nobody can take the note
   *     for a checkpoint
   * @param lines the lines behind the one that names the key
   * @return the signed note: kind, the verifier key behind "key ", the lines, the signature
   */
  public String sign(String kind, List<String> lines) {
    var text = new StringBuilder(kind).append('\n');
    text.append("key ").append(verifierKey()).append('\n');
    lines.forEach(line -> text.append(line).append('\n'));
    return SignedNote.sign(text.toString(), List.of(key)).toString();
  }
}
