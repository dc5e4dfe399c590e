package org.jawort.tenant.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * What is audited at which address, as {@code audited.txt} says. An address that stands nowhere is
 * audited, so that forgetting one hides nothing.
 */
@Component
public class AuditedAddresses {
  private static final String FILE = "audited.txt";
  private static final Pattern ID =
      Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private final Map<String, Optional<AuditKind>> kinds = new HashMap<>();

  AuditedAddresses() {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(AuditedAddresses.class.getResourceAsStream(FILE)),
                StandardCharsets.UTF_8))) {
      lines.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(this::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(String line) {
    String[] words = line.split("\\s+", 4);
    boolean audited = !words[2].equals("-");
    if (audited == (words.length > 3)) {
      throw new IllegalStateException(FILE + " says a kind, or - and why not: " + line);
    }
    kinds.put(
        words[0] + " " + words[1],
        audited ? Optional.of(AuditKind.valueOf(words[2])) : Optional.empty());
  }

  /**
   * What a call of an address is about; empty where it is named as one that leaves no trace.
   *
   * @param pattern of the handler, such as {@code /app/contacts/{id}}
   */
  public Optional<AuditKind> kind(String method, String pattern) {
    return kinds.getOrDefault(deed(method, pattern), Optional.of(AuditKind.OTHER));
  }

  /** Method and address in the form in which they are named, without the form of an id. */
  public static String deed(String method, String pattern) {
    return (method.equals("HEAD") ? "GET" : method)
        + " "
        + pattern.replaceAll("\\{(\\w+):[^/]*}", "{$1}");
  }

  /** Tells whether the address is named. */
  public boolean names(String method, String pattern) {
    return kinds.containsKey(deed(method, pattern));
  }

  /** The named address that a path is one of, for a call that reached no handler. */
  public Optional<String> pattern(String method, String path) {
    PathContainer parsed = PathContainer.parsePath(path);
    return kinds.keySet().stream()
        .filter(deed -> deed.startsWith((method.equals("HEAD") ? "GET" : method) + " "))
        .map(deed -> deed.substring(deed.indexOf(' ') + 1))
        .map(PathPatternParser.defaultInstance::parse)
        .filter(pattern -> pattern.matches(parsed))
        .sorted()
        .map(PathPattern::getPatternString)
        .findFirst();
  }

  /** Path variables that hold no id, such as a verb, put into their places in the pattern. */
  static String filled(String deed, Map<String, String> variables) {
    String filled = deed;
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      @Nullable String value = variable.getValue();
      if (value != null && value.matches("[a-zA-Z][a-zA-Z-]{0,30}")) {
        filled = filled.replace("{" + variable.getKey() + "}", value);
      }
    }
    return filled;
  }

  /** The ids in a path, in their order. */
  public static List<UUID> ids(String path) {
    return Arrays.stream(path.split("/"))
        .filter(part -> ID.matcher(part).matches())
        .map(UUID::fromString)
        .toList();
  }

  static boolean isId(@Nullable String value) {
    return value != null && ID.matcher(value).matches();
  }

  /** The names of the variables in a deed, in their order. */
  static List<String> variables(String deed) {
    return Arrays.stream(deed.split("/"))
        .filter(part -> part.startsWith("{") && part.endsWith("}"))
        .map(part -> part.substring(1, part.length() - 1))
        .toList();
  }
}
