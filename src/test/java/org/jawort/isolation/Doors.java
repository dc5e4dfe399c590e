package org.jawort.isolation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jawort.Jawort;
import org.jawort.platform.Database;
import org.jawort.platform.GroupCommit;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds, in the compiled program, whatever talks to the database or acts for a tenant. */
final class Doors {
  private static final Set<Class<?>> DATABASE =
      Set.of(Database.class, JdbcClient.class, DataSource.class, Connection.class);

  /**
   * One log for the whole installation, public by its nature; it has tables without tenants. Its
   * checkpoints, who witnesses them and what witnesses say are as little anybody's.
   */
  private static final Set<String> THE_LOG =
      Set.of(
          "Cosignatures",
          "EventWalk",
          "Fillers",
          "LogGuard",
          "LogKeys",
          "LogReads",
          "LogRows",
          "LogWalk",
          "Night",
          "RestoredLog",
          "SealLock",
          "Sealing",
          "StampExamination",
          "StampHealth",
          "StampRows",
          "StampWork",
          "Submissions",
          "TimeStamps",
          "TreeWalk",
          "WitnessRows",
          "WitnessTurn",
          "WitnessWalk",
          "WitnessWorkers");

  private static final Set<String> ROOMS_OF_THE_LOG =
      Set.of("org.jawort.consent.log", "org.jawort.consent.stamp", "org.jawort.consent.witness");

  /**
   * Made for one tenant, whom their makers name; told for whom by the call that they follow; and
   * the operator's look at all tenants.
   */
  private static final Set<String> TOLD_BEFORE =
      Set.of(
          "AuditChain",
          "AuditedCall",
          "AuditTrail",
          "CommandTrail",
          "ContactIds",
          "ContactRows",
          "SetAsideCheck");

  /** How Spring begins and ends with them. */
  private static final Set<String> LIFE =
      Set.of("start", "stop", "isRunning", "getPhase", "close", "destroy");

  private Doors() {}

  /** What can be called there, by whoever is in the same package. */
  static List<Method> all() {
    return classes().filter(Doors::isDoor).flatMap(Doors::callable).toList();
  }

  /** How a list of exceptions names it. */
  static String name(Method method) {
    return method.getDeclaringClass().getSimpleName() + "." + method.getName();
  }

  /** Tells whether the caller says for whom it acts, by an argument or by the transaction. */
  static boolean namesATenant(Method method) {
    return Arrays.stream(method.getGenericParameterTypes())
        .anyMatch(type -> mentions(type, new HashSet<>()));
  }

  /** Tells whether calls there go through a queue and a transaction of its own. */
  static boolean commitsByItself(Method method) {
    return Arrays.stream(method.getDeclaringClass().getDeclaredFields())
        .anyMatch(field -> field.getType() == GroupCommit.class);
  }

  private static Stream<Class<?>> classes() {
    try {
      Path root = Path.of(Jawort.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      try (Stream<Path> files = Files.walk(root.resolve("org/jawort"))) {
        List<Class<?>> found =
            files
                .map(file -> root.relativize(file).toString())
                .filter(file -> file.endsWith(".class") && !file.endsWith("-info.class"))
                .sorted()
                .<Class<?>>map(file -> load(file.replace('/', '.').replaceAll("\\.class$", "")))
                .toList();
        return found.stream();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, Doors.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The ground floor knows no table, and is tested by itself. Pages are no doors of their own: they
   * take the tenant from the session, the key or the token, and hand it on.
   */
  private static boolean isDoor(Class<?> type) {
    boolean behavior = !type.isInterface() && !type.isRecord() && !type.isEnum();
    String room = type.getPackageName();
    return behavior
        && !room.startsWith("org.jawort.platform")
        && !TOLD_BEFORE.contains(type.getSimpleName())
        && !(ROOMS_OF_THE_LOG.contains(room) && THE_LOG.contains(type.getSimpleName()))
        && (talksToTheDatabase(type) || isServing(type) && !isOfPages(room));
  }

  private static boolean isOfPages(String room) {
    return room.endsWith(".web") || room.contains(".web.");
  }

  private static boolean talksToTheDatabase(Class<?> type) {
    return Stream.concat(
            Arrays.stream(type.getDeclaredConstructors()), Arrays.stream(type.getDeclaredMethods()))
        .filter(member -> !member.isSynthetic())
        .map(Executable::getParameterTypes)
        .flatMap(Arrays::stream)
        .anyMatch(DATABASE::contains);
  }

  private static boolean isServing(Class<?> type) {
    return type.isAnnotationPresent(Component.class)
        && callable(type).anyMatch(Doors::namesATenant);
  }

  private static Stream<Method> callable(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> !method.isSynthetic() && !Modifier.isPrivate(method.getModifiers()))
        .filter(method -> !LIFE.contains(method.getName()) && !computes(method))
        .sorted(Comparator.comparing(Method::toGenericString));
  }

  /** A static method has nothing to ask but what it is given. */
  private static boolean computes(Method method) {
    return Modifier.isStatic(method.getModifiers())
        && Arrays.stream(method.getParameterTypes()).noneMatch(DATABASE::contains);
  }

  private static boolean mentions(Type type, Set<Type> seen) {
    if (!seen.add(type)) {
      return false;
    }
    if (type instanceof ParameterizedType generic) {
      return Arrays.stream(generic.getActualTypeArguments()).anyMatch(t -> mentions(t, seen));
    }
    return type == TenantId.class
        || type == Tenant.class
        || type == Connection.class
        || type instanceof Class<?> record
            && record.isRecord()
            && Arrays.stream(record.getRecordComponents())
                .map(RecordComponent::getGenericType)
                .anyMatch(t -> mentions(t, seen));
  }
}
