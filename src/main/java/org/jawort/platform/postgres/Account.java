package org.jawort.platform.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who PostgreSQL runs as. It refuses to run as root, so root steps down.
 *
 * @param prefix words before each program, empty for an ordinary user
 * @param userId whom the database's files are given to; {@link #SAME} leaves them as made
 * @param groupId likewise
 */
record Account(List<String> prefix, int userId, int groupId) {
  private static final int SAME = -1;
  private static final int NOBODY = 65534;

  /** Picks the first way that can enter the folder and run the programs. */
  static Account choose(DataFolder folder, Binaries binaries) throws EmbeddedPostgresException {
    try {
      int owner = clusterOwner(folder);
      if (!folder.userIsRoot()) {
        return ordinary(folder, owner);
      }
      for (Account candidate : forRoot(folder, owner)) {
        if (candidate.works(folder, binaries)) {
          return candidate;
        }
      }
    } catch (IOException e) {
      throw new EmbeddedPostgresException(folder.path(), "cannot be read (%s).".formatted(e), e);
    }
    throw new EmbeddedPostgresException(
        folder.path(),
        "cannot be used as root: PostgreSQL must not run as root, and neither 'unshare -U' nor"
            + " 'setpriv' nor 'runuser' leads into this folder. Start as an ordinary user.");
  }

  private static int clusterOwner(DataFolder folder) throws IOException {
    return Files.exists(folder.cluster()) ? DataFolder.owner(folder.cluster()) : folder.userId();
  }

  private static Account ordinary(DataFolder folder, int owner) throws EmbeddedPostgresException {
    if (owner != folder.userId()) {
      throw new EmbeddedPostgresException(
          folder.path(),
          "holds a database of user %d, but this is user %d. Start as that user or as root."
              .formatted(owner, folder.userId()));
    }
    return new Account(List.of(), SAME, SAME);
  }

  private static List<Account> forRoot(DataFolder folder, int clusterOwner) throws IOException {
    List<Account> ways = new ArrayList<>();
    if (clusterOwner != 0) {
      ways.addAll(steppingDown(clusterOwner, DataFolder.group(folder.cluster())));
      return ways;
    }
    // In a user namespace of its own, root is nobody to PostgreSQL while files stay root's.
    ways.add(new Account(List.of("unshare", "-U"), SAME, SAME));
    // Without root's powers that user may be shut out, as of a home; its owner is not.
    for (Path above = folder.path(); above != null; above = above.getParent()) {
      if (DataFolder.owner(above) != 0) {
        ways.addAll(steppingDown(DataFolder.owner(above), DataFolder.group(above)));
      }
    }
    ways.addAll(steppingDown(NOBODY, NOBODY));
    return ways;
  }

  private static List<Account> steppingDown(int user, int group) {
    Account setpriv =
        new Account(
            List.of("setpriv", "--reuid=" + user, "--regid=" + group, "--clear-groups"),
            user,
            group);
    Account runuser = new Account(List.of("runuser", "-u", "nobody", "--"), user, group);
    return user == NOBODY ? List.of(setpriv, runuser) : List.of(setpriv);
  }

  private boolean works(DataFolder folder, Binaries binaries) {
    String attempt = "cd \"$0\" && \"$1\" --version";
    return Command.exists(prefix.getFirst())
        && command(
                List.of("sh", "-c", attempt, folder.path().toString(), binaries.program("initdb")))
            .runQuietly(Duration.ofSeconds(10));
  }

  /** The program, run as this account. */
  Command command(List<String> words) {
    return Command.of(Stream.concat(prefix.stream(), words.stream()).toList());
  }

  /** Like {@link #command}, in a session of its own: Ctrl-C is for the server to act on. */
  Command detached(List<String> words) {
    List<String> all = command(words).words();
    return Command.of(
        Command.exists("setsid") ? Stream.concat(Stream.of("setsid"), all.stream()).toList() : all);
  }

  /** Gives a file, or a folder with all in it, to the account. */
  void handOver(Path path) throws IOException {
    if (userId == SAME || (DataFolder.owner(path) == userId && DataFolder.group(path) == groupId)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(path)) {
      for (Path entry : tree.toList().reversed()) {
        Files.setAttribute(entry, "unix:uid", userId, LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(entry, "unix:gid", groupId, LinkOption.NOFOLLOW_LINKS);
      }
    }
  }
}
