package org.jawort.consent.log;

import static java.util.Comparator.naturalOrder;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A text with its signatures (C2SP signed-note, law 50).
 *
 * @param text ends in a newline
 */
public record SignedNote(String text, List<Line> signatures) {
  private static final String DASH = "— ";
  private static final int MOST_SIGNATURES = 64;

  /** A signature: who, by which key, and the bytes. */
  public record Line(String name, int keyId, byte[] signature) {
    @Override
    public String toString() {
      byte[] bytes = ByteBuffer.allocate(4 + signature.length).putInt(keyId).put(signature).array();
      return DASH + name + " " + Base64.getEncoder().encodeToString(bytes) + "\n";
    }
  }

  /** Signs the text by each of the keys. */
  static SignedNote sign(String text, List<SigningKey> keys) {
    return new SignedNote(
        text,
        keys.stream()
            .map(key -> new Line(key.verifierKey().name(), key.verifierKey().id(), key.sign(text)))
            .toList());
  }

  /** Reads a note; whether it is signed rightly is another question. */
  public static SignedNote parse(String note) {
    int end = note.lastIndexOf("\n\n");
    if (end < 0 || !note.endsWith("\n") || end + 2 == note.length()) {
      throw new MalformedException("the checkpoint has no signature behind an empty line");
    }
    if (note.chars().anyMatch(c -> c < ' ' && c != '\n')) {
      throw new MalformedException("the checkpoint holds a control character");
    }
    String[] lines = note.substring(end + 2, note.length() - 1).split("\n", -1);
    if (lines.length > MOST_SIGNATURES) {
      throw new MalformedException("the checkpoint has too many signatures");
    }
    var signatures = new ArrayList<Line>(lines.length);
    for (String line : lines) {
      signatures.add(line(line));
    }
    return new SignedNote(note.substring(0, end + 1), List.copyOf(signatures));
  }

  private static Line line(String line) {
    String[] parts = line.split(" ", -1);
    if (parts.length != 3 || !line.startsWith(DASH) || parts[1].isEmpty()) {
      throw new MalformedException("a signature of the checkpoint is not a line of — name base64");
    }
    byte[] bytes = Encoding.base64(parts[2], "a signature of the checkpoint");
    if (bytes.length < 5) {
      throw new MalformedException("a signature of the checkpoint is too short");
    }
    return new Line(
        parts[1], ByteBuffer.wrap(bytes).getInt(), Arrays.copyOfRange(bytes, 4, bytes.length));
  }

  /** What a key says to a note. */
  public enum Answer {
    /** All that is in its name is its. */
    SIGNED,
    /** There is a signature in its name, and it is not its. */
    WRONG,
    /** There is none in its name. */
    ABSENT
  }

  /** Asks a key. */
  public Answer askedOf(VerifierKey key) {
    List<Line> claimed =
        signatures.stream()
            .filter(line -> line.name().equals(key.name()) && line.keyId() == key.id())
            .toList();
    if (claimed.isEmpty()) {
      return Answer.ABSENT;
    }
    // Two lines of one key are no better than one, and were not written by whoever signed.
    return claimed.size() == 1 && key.signed(text, claimed.getFirst().signature())
        ? Answer.SIGNED
        : Answer.WRONG;
  }

  /**
   * Asks a witness: {@link Answer#SIGNED} where it has cosigned, and every line in its name is its.
   */
  public Answer askedOf(WitnessKey key) {
    List<Line> claimed = claimed(key);
    if (claimed.isEmpty()) {
      return Answer.ABSENT;
    }
    return claimed.stream().allMatch(line -> key.cosigned(text, line.signature()))
        ? Answer.SIGNED
        : Answer.WRONG;
  }

  /** When a witness cosigned, by its own clock; empty where it did not. */
  public Optional<Instant> cosignedAt(WitnessKey key) {
    return askedOf(key) == Answer.SIGNED
        ? claimed(key).stream().map(line -> WitnessKey.time(line.signature())).min(naturalOrder())
        : Optional.empty();
  }

  /** The lines in the name of a witness. */
  public List<Line> claimed(WitnessKey key) {
    return signatures.stream()
        .filter(line -> line.name().equals(key.name()) && line.keyId() == key.id())
        .toList();
  }

  /** The same note without signatures of others. */
  public SignedNote signedBy(List<VerifierKey> keys) {
    return new SignedNote(
        text,
        signatures.stream()
            .filter(
                line ->
                    keys.stream()
                        .anyMatch(
                            key -> key.name().equals(line.name()) && key.id() == line.keyId()))
            .toList());
  }

  /** The same note with further lines behind its own. */
  public SignedNote with(List<Line> more) {
    return new SignedNote(text, Stream.concat(signatures.stream(), more.stream()).toList());
  }

  /** Reads lines of signatures alone, such as a witness answers with. */
  public static List<Line> lines(String lines) {
    return parse("-\n\n" + lines).signatures();
  }

  @Override
  public String toString() {
    var note = new StringBuilder(text).append('\n');
    signatures.forEach(note::append);
    return note.toString();
  }
}
