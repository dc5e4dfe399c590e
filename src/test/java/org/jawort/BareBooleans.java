package org.jawort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Lets a failure that says no more than "expecting value to be true" say what was not true: the
 * assertion as it stands in the test. JUnit finds it by its service file.
 */
public final class BareBooleans implements TestExecutionExceptionHandler {
  private static final Path SOURCES = Path.of("src/test/java");
  private static final Pattern BARE =
      Pattern.compile("\\s*Expecting value to be (true|false) but was (true|false)\\s*");
  private static final Pattern END = Pattern.compile("[;{}]\\s*(//.*)?$");

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable fault)
      throws Throwable {
    if (fault instanceof AssertionError && isBare(fault)) {
      Optional<String> sentence = assertion(fault);
      if (sentence.isPresent()) {
        throw saying(sentence.get(), fault);
      }
    }
    throw fault;
  }

  private static boolean isBare(Throwable fault) {
    return fault.getMessage() != null && BARE.matcher(fault.getMessage()).matches();
  }

  private static AssertionError saying(String sentence, Throwable fault) {
    var said = new AssertionError(sentence + ": " + fault.getMessage().strip(), fault);
    said.setStackTrace(fault.getStackTrace());
    return said;
  }

  /** The statement of the test in which it failed, in one line. */
  static Optional<String> assertion(Throwable fault) throws IOException {
    for (StackTraceElement frame : fault.getStackTrace()) {
      Path source = sourceOf(frame);
      if (frame.getClassName().startsWith("org.jawort.") && Files.exists(source)) {
        return Optional.of(statement(Files.readAllLines(source), frame.getLineNumber() - 1));
      }
    }
    return Optional.empty();
  }

  private static Path sourceOf(StackTraceElement frame) {
    String name = frame.getClassName();
    String folder = name.substring(0, Math.max(0, name.lastIndexOf('.'))).replace('.', '/');
    return SOURCES.resolve(folder).resolve(String.valueOf(frame.getFileName()));
  }

  private static String statement(List<String> lines, int at) {
    int first = at;
    while (first > 0 && !END.matcher(lines.get(first - 1)).find()) {
      first--;
    }
    int last = at;
    while (last < lines.size() - 1 && !END.matcher(lines.get(last)).find()) {
      last++;
    }
    return lines.subList(first, last + 1).stream()
        .map(String::strip)
        .collect(Collectors.joining(" "))
        .replace(" .", ".")
        .replaceFirst(";$", "");
  }
}
