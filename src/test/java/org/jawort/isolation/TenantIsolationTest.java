package org.jawort.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jawort.contact.address.Channel;
import org.jawort.contact.address.CheckedAddress;
import org.jawort.platform.Database;
import org.jawort.platform.Ids;
import org.jawort.tenant.Tenant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Calls every method of every door and repository for one tenant with what belongs to its
 * neighbour. It must come to the same as with ids that nobody has, and leave the neighbour's rows
 * as they were, to the last byte. The doors are found in the compiled program, so that a new one is
 * called as well, or fails here until somebody says why not.
 */
class TenantIsolationTest {
  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  /** Those that take no tenant from their caller. */
  private static final Set<String> WITHOUT_TENANT = named("without-tenant");

  /** Those that only compute with an id: a link to it, or its place in the order. */
  private static final Set<String> COMPUTES = named("computes");

  /** Those that are told nothing but the tenant and act on it alone, or answer what was said. */
  private static final Set<String> SAME_FOR_ALL = named("same-for-all");

  /** The doors of a list, one on each line. */
  private static Set<String> named(String list) {
    try (InputStream in =
        Objects.requireNonNull(TenantIsolationTest.class.getResourceAsStream(list + ".txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TwoTenants house;
  private static Fixtures nobodys;

  @BeforeAll
  static void open() {
    house = new TwoTenants();
    nobodys = nobodys(house.theirs);
  }

  @AfterAll
  static void close() {
    house.close();
  }

  /** Of the same shape, but nobody has them. */
  private static Fixtures nobodys(Fixtures like) {
    Ids ids = house.server.bean(Ids.class);
    var unknown = new HashMap<String, UUID>();
    like.ids().keySet().forEach(of -> unknown.put(of, ids.next()));
    var texts = new HashMap<>(like.texts());
    texts.replaceAll(
        (of, text) ->
            of.startsWith("purpose")
                    || of.equals("Runs.status")
                    || of.equals("kinds")
                    || of.equals("answers")
                    || of.equals("definition")
                    || of.equals("senderName")
                    || of.startsWith("url")
                ? text
                : "niemand");
    return new Fixtures(
        unknown,
        texts,
        CheckedAddress.parse(Channel.EMAIL, "niemand@kundin.example").orElseThrow());
  }

  static Stream<Named<Method>> doors() {
    return Doors.all().stream()
        .filter(Doors::namesATenant)
        // What commits by itself cannot be undone, so it comes last.
        .sorted(Comparator.comparing(Doors::commitsByItself))
        .map(door -> Named.of(Doors.name(door) + Arrays.toString(door.getParameters()), door));
  }

  @Test
  @DisplayName("S1-20 every method that talks to the database is told for whom, or says why not")
  void nothingActsForNobody() {
    assertThat(
            Doors.all().stream()
                .filter(door -> !Doors.namesATenant(door))
                .map(Doors::name)
                .distinct())
        .containsExactlyInAnyOrderElementsOf(WITHOUT_TENANT);
    assertThat(doors()).as("what was found").hasSizeGreaterThan(80);
  }

  @Test
  @DisplayName("S1-20 both tenants have something in every table")
  void everyTableIsFull() {
    assertThat(
            house.neighbourhood.rows().entrySet().stream()
                .filter(table -> table.getValue().isEmpty())
                .map(Map.Entry::getKey))
        .as("tables in which the neighbour has nothing")
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("doors")
  @DisplayName("S1-20 nothing is to be had and nothing changed across tenants")
  void nothingAcrossTenants(Method door) {
    var before = house.neighbourhood.rows();
    Called unknown = call(door, house.acting, nobodys);
    Called across = call(door, house.acting, house.theirs);
    assertThat(changes(before, across.neighbourhood())).as("changed within the call").isEmpty();
    assertThat(changes(before, house.neighbourhood.rows())).as("changed for good").isEmpty();
    assertThat(across.outcome().betrays(ids(before), house.theirs))
        .as("%s: says too much in %s", Doors.name(door), across.outcome().text())
        .isFalse();
    if (!COMPUTES.contains(Doors.name(door))) {
      assertThat(across.outcome().withoutWhatWasSaid(house.theirs))
          .as("%s: the same as with ids of nobody", Doors.name(door))
          .isEqualTo(unknown.outcome().withoutWhatWasSaid(nobodys));
    }
    if (!SAME_FOR_ALL.contains(Doors.name(door))) {
      assertThat(comesToSomething(door, across.outcome()))
          .as(
              "%s: more for the neighbour itself than %s",
              Doors.name(door), across.outcome().text())
          .isTrue();
    }
  }

  /** The rows that are in one of the two alone, with their tables: what a failure has to show. */
  private static List<String> changes(
      Map<String, List<List<String>>> before, Map<String, List<List<String>>> after) {
    if (before.equals(after)) {
      return List.of();
    }
    var changes = new ArrayList<String>();
    for (String table : before.keySet()) {
      List<List<String>> old = before.get(table);
      List<List<String>> now = after.get(table);
      old.stream()
          .filter(row -> !now.contains(row))
          .forEach(r -> changes.add(table + " lost " + r));
      now.stream().filter(row -> !old.contains(row)).forEach(r -> changes.add(table + " got " + r));
    }
    assertThat(changes).as("rows that differ, where the tables do").isNotEmpty();
    return changes;
  }

  /** Proves that the arguments are good: the neighbour gets or changes something with them. */
  private static boolean comesToSomething(Method door, Outcome across) {
    var before = house.neighbourhood.rows();
    Called own = call(door, house.neighbour, house.theirs);
    return !own.outcome().equals(across)
        || !own.neighbourhood().equals(before)
        || !house.neighbourhood.rows().equals(before);
  }

  private static Set<UUID> ids(Map<String, List<List<String>>> rows) {
    return ID.matcher(rows.toString())
        .results()
        .map(MatchResult::group)
        .map(UUID::fromString)
        .collect(Collectors.toSet());
  }

  /** A call and what the neighbour's tables held right after it, before all was undone. */
  private record Called(Outcome outcome, Map<String, List<List<String>>> neighbourhood) {}

  private static Called call(Method door, Tenant acting, Fixtures with) {
    var called = new AtomicReference<Called>();
    try {
      house
          .server
          .bean(Database.class)
          .write(
              acting.id(),
              connection -> {
                Savepoint begin = connection.setSavepoint();
                Outcome outcome = run(door, acting, with, connection);
                if (outcome.isFault()) {
                  connection.rollback(begin);
                }
                called.set(new Called(outcome, house.neighbourhood.within(connection)));
                throw new Undone();
              });
    } catch (Undone undone) {
      return called.get();
    }
    throw new AssertionError("unreachable");
  }

  private static Outcome run(Method door, Tenant acting, Fixtures with, Connection connection) {
    Object[] arguments =
        new Arguments(door, acting, with, house.server.clock().instant()).on(connection);
    try {
      door.setAccessible(true);
      boolean fixed = Modifier.isStatic(door.getModifiers());
      Object on = fixed ? null : house.server.bean(door.getDeclaringClass());
      return Outcome.returned(door.invoke(on, arguments));
    } catch (InvocationTargetException e) {
      return Outcome.thrown(e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Undone extends RuntimeException {}
}
