package org.jawort.isolation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a call came to, written out whole.
 *
 * @param text the value that it returned, or what it threw
 */
record Outcome(String text) {
  /** Tells whether the call threw. */
  boolean isFault() {
    return text.startsWith("throws ");
  }

  static Outcome returned(@Nullable Object value) {
    return new Outcome(written(value));
  }

  static Outcome thrown(Throwable fault) {
    Throwable cause = fault;
    while (cause.getCause() != null && !(cause instanceof SQLException)) {
      cause = cause.getCause();
    }
    if (cause instanceof ReflectiveOperationException
        || cause instanceof NullPointerException
        || cause instanceof ClassCastException) {
      throw new AssertionError("give better arguments", fault);
    }
    String state = cause instanceof SQLException sql ? sql.getSQLState() : "";
    return new Outcome("throws " + cause.getClass().getSimpleName() + " " + state);
  }

  /** Takes out what the caller said itself, and ids that were made up on the way. */
  String withoutWhatWasSaid(Fixtures said) {
    return text.replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "an id")
        .replaceAll("jw_[-_0-9A-Za-z]{43}", "a secret")
        .replace(said.address().typed(), "the address")
        .replace("key=" + said.texts().get("Purposes.key"), "the key");
  }

  /** Whether it says something of the neighbour that the caller had not said itself. */
  boolean betrays(Collection<UUID> neighbourhood, Fixtures said) {
    boolean id =
        neighbourhood.stream()
            .filter(one -> !said.everyId().contains(one))
            .anyMatch(one -> text.contains(one.toString()));
    return id || text.replace(said.address().typed(), "").contains(TwoTenants.MARK);
  }

  private static String written(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case Optional<?> optional -> optional.map(Outcome::written).orElse("nothing");
      case Collection<?> many ->
          many.stream().map(Outcome::written).collect(Collectors.joining(", ", "[", "]"));
      case Map<?, ?> map -> {
        var sorted = new TreeMap<String, String>();
        map.forEach((key, one) -> sorted.put(written(key), written(one)));
        yield sorted.toString();
      }
      case byte[] bytes -> new String(bytes, StandardCharsets.ISO_8859_1);
      case UUID id -> id.toString();
      case Record record when !isId(record) ->
          Arrays.stream(record.getClass().getRecordComponents())
              .map(part -> part.getName() + "=" + written(read(record, part)))
              .collect(Collectors.joining(", ", record.getClass().getSimpleName() + "(", ")"));
      default -> value.toString();
    };
  }

  private static boolean isId(Record record) {
    return record.getClass().getRecordComponents().length == 1;
  }

  private static @Nullable Object read(Record record, RecordComponent part) {
    try {
      Method accessor = part.getAccessor();
      accessor.setAccessible(true);
      return accessor.invoke(record);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(e);
    }
  }
}
