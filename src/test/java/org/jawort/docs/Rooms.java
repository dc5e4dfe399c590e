package org.jawort.docs;

import java.nio.file.Files;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rooms of the house and which others each may use, as their package-info files say. */
final class Rooms {
  private static final Pattern ALLOWED =
      Pattern.compile("allowedDependencies\\s*=\\s*(?:\\{([^}]*)}|(\"[^\"]*\"))");
  private static final Pattern ROOM = Pattern.compile("\"(\\w+)");

  private Rooms() {}

  /**
   * Every room with those that it may use; what a room opens beside its door counts as the room.
   */
  static Map<String, Set<String>> allowed() {
    var rooms = new TreeMap<String, Set<String>>();
    for (SourceFile file : SourceFile.below(SourceFile.MAIN, "package-info.java")) {
      String name = file.packageBelow(SourceFile.MAIN);
      if (!name.isEmpty() && !name.contains(".")) {
        Set<String> others = allowed(file.text());
        others.remove(name);
        rooms.put(name, others);
      }
    }
    return rooms;
  }

  private static Set<String> allowed(String text) {
    Matcher found = ALLOWED.matcher(text);
    var others = new TreeSet<String>();
    if (found.find()) {
      String list = found.group(1) == null ? found.group(2) : found.group(1);
      ROOM.matcher(list).results().forEach(room -> others.add(room.group(1)));
    }
    return others;
  }

  /** Tells whether there is such a package, named from the root package on. */
  static boolean hasPackage(String name) {
    return Files.exists(
        SourceFile.MAIN.resolve(name.replace('.', '/')).resolve("package-info.java"));
  }

  /** The first name of a package. */
  static String of(String packageName) {
    return Arrays.asList(packageName.split("\\.")).getFirst();
  }
}
