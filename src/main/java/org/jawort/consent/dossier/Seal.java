package org.jawort.consent.dossier;

import java.util.ArrayList;
import java.util.List;
import org.jawort.consent.log.MalformedException;
import org.jawort.consent.log.SignedNote;
import org.jawort.consent.log.VerifierKey;

/**
 * A signed note (C2SP signed-note, law 50) over a dossier: a line that says what is sealed, the key
 * that signs, and a line for each thing that is sealed.
 *
 * @param lines {@code name value}, in the order of the note
 */
record Seal(SignedNote note, VerifierKey key, List<Line> lines) {
  /** What is sealed under which name. */
  record Line(String name, String value) {
    @Override
    public String toString() {
      return name + " " + value;
    }
  }

  private static final String KEY = "key ";

  /**
   * Reads a seal.
   *
   * @throws MalformedException where it is none of this kind
   */
  static Seal parse(String kind, String text) {
    SignedNote note = SignedNote.parse(text);
    List<String> lines = List.of(note.text().split("\n", -1));
    if (!note.toString().equals(text)
        || lines.size() < 3
        || !lines.getFirst().equals(kind)
        || !lines.get(1).startsWith(KEY)) {
      throw new MalformedException("the seal is not written as one of " + kind + " is");
    }
    var named = new ArrayList<Line>();
    // The text ends in a newline, behind which nothing stands.
    for (String line : lines.subList(2, lines.size() - 1)) {
      named.add(line(line));
    }
    VerifierKey key = VerifierKey.parse(lines.get(1).substring(KEY.length()));
    return new Seal(note, key, List.copyOf(named));
  }

  private static Line line(String line) {
    int space = line.indexOf(' ');
    if (space < 1) {
      throw new MalformedException("a line of the seal has no name and value");
    }
    return new Line(line.substring(0, space), line.substring(space + 1));
  }

  /** The value of a name that stands there once. */
  String value(String name) {
    List<String> found =
        lines.stream().filter(line -> line.name().equals(name)).map(Line::value).toList();
    if (found.size() != 1) {
      throw new MalformedException("the seal does not say " + name + " once");
    }
    return found.getFirst();
  }

  boolean isSigned() {
    return note.askedOf(key) == SignedNote.Answer.SIGNED;
  }
}
