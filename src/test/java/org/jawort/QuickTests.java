package org.jawort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The unit and module tests, which {@code bin/ci --quick} runs: those that neither by themselves
 * nor by any other class of the tests come to what starts a database, a server or a browser. Read
 * from the compiled classes, so nobody has to keep a list.
 */
final class QuickTests {
  /** Classes and methods that start something. */
  private static final Set<String> STARTS =
      Set.of(
          "org/jawort/platform/postgres/EmbeddedPostgres",
          "org/jawort/platform/OpenedDatabase.open",
          "org/jawort/Jawort.serve",
          "org/jawort/Jawort.examine",
          "java/sql/DriverManager",
          "java/lang/ProcessBuilder",
          "com/microsoft/playwright/Playwright");

  private final Path classes;
  private final Map<String, Set<String>> read = new HashMap<>();

  QuickTests(Path classes) {
    this.classes = classes;
  }

  /** Prints their names with commas between, for {@code -Dtest}. */
  public static void main(String[] arguments) {
    System.out.println(String.join(",", new QuickTests(Path.of(arguments[0])).names()));
  }

  /** Full names of their classes. */
  List<String> names() {
    try (Stream<Path> files = Files.walk(classes)) {
      List<String> tests =
          files
              .map(file -> classes.relativize(file).toString())
              .filter(file -> file.endsWith("Test.class"))
              .map(file -> file.substring(0, file.length() - ".class".length()))
              .toList();
      List<String> quick = tests.stream().filter(this::isQuick).sorted().toList();
      mustKnow(STARTS);
      return quick.stream().map(name -> name.replace('/', '.')).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A name that was changed elsewhere would let everything through. */
  private void mustKnow(Set<String> names) {
    Set<String> unknown = new TreeSet<>(names);
    read.values().forEach(unknown::removeAll);
    if (!unknown.isEmpty()) {
      throw new IllegalStateException("No test uses " + unknown + "; was it renamed?");
    }
  }

  private boolean isQuick(String test) {
    Set<String> reached = new HashSet<>();
    var next = new ArrayDeque<>(List.of(test));
    while (!next.isEmpty()) {
      for (String name : uses(next.pop())) {
        if (reached.add(name)) {
          next.add(name);
        }
      }
    }
    return STARTS.stream().noneMatch(reached::contains);
  }

  /** What a class of the tests names; of others that is not looked at. */
  private Collection<String> uses(String name) {
    return read.computeIfAbsent(name, this::parse);
  }

  private Set<String> parse(String name) {
    Path file = classes.resolve(name + ".class");
    if (Files.notExists(file)) {
      return Set.of();
    }
    try {
      Set<String> names = new HashSet<>();
      for (PoolEntry entry : ClassFile.of().parse(file).constantPool()) {
        switch (entry) {
          case ClassEntry type -> names.add(type.asInternalName());
          case MemberRefEntry member ->
              names.add(member.owner().asInternalName() + "." + member.name().stringValue());
          default -> {}
        }
      }
      return names;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
