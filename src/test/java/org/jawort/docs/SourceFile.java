package org.jawort.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A file of the project, read as text. */
record SourceFile(Path path, String text) {
  static final Path MAIN = Path.of("src/main/java/org/jawort");
  static final Path TESTS = Path.of("src/test/java/org/jawort");

  // A text block, or a string in one line.
  private static final Pattern LITERAL =
      Pattern.compile("\"\"\"\\R(.*?)\"\"\"|\"((?:[^\"\\\\\\n]|\\\\.)*+)\"", Pattern.DOTALL);
  private static final Pattern DISPLAY_NAME =
      Pattern.compile("@DisplayName\\(\\s*((?:\"(?:[^\"\\\\]|\\\\.)*+\"[\\s+]*)+)");

  /** A piece of a file, and the line on which it begins. */
  record Piece(String text, int line) {}

  static SourceFile read(Path path) {
    try {
      return new SourceFile(path, Files.readString(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All files below a folder whose names end so, in the order of their names. */
  static List<SourceFile> below(Path folder, String ending) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(ending))
          .filter(Files::isRegularFile)
          .sorted()
          .map(SourceFile::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its name without the ending: that of the type, where it is Java. */
  String name() {
    String file = String.valueOf(path.getFileName());
    int dot = file.indexOf('.');
    return dot < 0 ? file : file.substring(0, dot);
  }

  /** The package of a Java file below a folder, such as {@code optin.web}; empty: the root's. */
  String packageBelow(Path folder) {
    Path inside = folder.relativize(path).getParent();
    return inside == null ? "" : inside.toString().replace('/', '.');
  }

  /** The strings of a Java file. */
  List<Piece> literals() {
    return LITERAL
        .matcher(text)
        .results()
        .map(
            found ->
                new Piece(
                    found.group(1) == null ? found.group(2) : found.group(1),
                    lineOf(found.start())))
        .toList();
  }

  /** What its tests are called. */
  List<Piece> displayNames() {
    return DISPLAY_NAME
        .matcher(text)
        .results()
        .map(found -> new Piece(joined(found.group(1)), lineOf(found.start())))
        .toList();
  }

  private static String joined(String literals) {
    Matcher matcher = LITERAL.matcher(literals);
    var whole = new StringBuilder();
    while (matcher.find()) {
      whole.append(matcher.group(2));
    }
    return whole.toString();
  }

  /** The number of the line at a place of the text. */
  int lineOf(int place) {
    return 1 + (int) text.substring(0, place).chars().filter(c -> c == '\n').count();
  }

  /** A place of the text, as a sentence names it. */
  String at(int place) {
    return path.getFileName() + ":" + lineOf(place);
  }
}
