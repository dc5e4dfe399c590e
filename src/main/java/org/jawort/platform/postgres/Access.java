package org.jawort.platform.postgres;

import java.io.IOException;
import java.io.StringReader;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Properties;

/**
 * How to reach the database: kept in {@code postgres.properties} (0600) from the first start on.
 *
 * @param port TCP port on 127.0.0.1; without TCP, no more than part of the socket's name
 * @param tcp whether it listens on TCP as well, for an operator's tools ({@code tcp=on} in the
 *     file)
 * @param user the superuser that initdb made
 * @param password its random password, URL-safe
 */
record Access(int port, boolean tcp, String user, String password) {
  static final String FILE = "postgres.properties";

  /** How PostgreSQL names its sockets, before the port. */
  static final String SOCKET = ".s.PGSQL.";

  private static final String USER = "jawort";

  /** What macOS can name; Linux can name four more. */
  private static final int LONGEST_SOCKET = 103;

  /** Reads what an earlier start kept, or makes and keeps a new port and password. */
  static Access of(DataFolder folder, boolean tcp) throws EmbeddedPostgresException {
    Path file = file(folder);
    try {
      if (Files.exists(file)) {
        Access kept = read(file);
        return new Access(kept.port, kept.tcp || tcp, kept.user, kept.password);
      }
      if (Files.exists(folder.cluster())) {
        throw new EmbeddedPostgresException(
            folder.path(),
            "holds a database but not its postgres.properties (port and password)."
                + " Restore that file from a backup, or choose another folder.");
      }
      Access made = new Access(FreePort.pick(), tcp, USER, randomPassword());
      made.keep(folder);
      return made;
    } catch (IOException | RuntimeException e) {
      throw new EmbeddedPostgresException(
          folder.path(),
          "has a postgres.properties that cannot be read or written (%s). Mend it or restore it."
              .formatted(e.getMessage()),
          e);
    }
  }

  static Access read(Path file) throws IOException {
    Properties kept = new Properties();
    kept.load(new StringReader(Files.readString(file)));
    int port = Integer.parseInt(kept.getProperty("port", ""));
    boolean tcp = kept.getProperty("tcp", "off").strip().equals("on");
    return new Access(port, tcp, required(kept, "user"), required(kept, "password"));
  }

  private static String required(Properties kept, String key) throws IOException {
    String value = kept.getProperty(key);
    if (value == null || value.isBlank()) {
      throw new IOException("no " + key);
    }
    return value;
  }

  /** Same user and password on another port, kept at once. */
  Access moveTo(int otherPort, DataFolder folder) throws IOException {
    Access moved = new Access(otherPort, tcp, user, password);
    moved.keep(folder);
    return moved;
  }

  /** Written aside, flushed and renamed: a crash leaves the old file or the new one. */
  private void keep(DataFolder folder) throws IOException {
    Path aside = folder.path().resolve("postgres.properties.new");
    Files.deleteIfExists(aside);
    String text =
        "port=%d\ntcp=%s\nuser=%s\npassword=%s\n"
            .formatted(port, tcp ? "on" : "off", user, password);
    writePrivately(aside, text);
    Files.move(aside, file(folder), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Creates a file that only this user can read, flushed to disk. */
  static void writePrivately(Path file, String text) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
      channel.force(true);
    }
  }

  private static Path file(DataFolder folder) {
    return folder.path().resolve(FILE);
  }

  private static String randomPassword() {
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  /** The file that PostgreSQL listens on; where its name would be too long, it has TCP alone. */
  Optional<Path> socket(Path cluster) {
    Path file = cluster.resolve(SOCKET + port).toAbsolutePath();
    return file.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_SOCKET
        ? Optional.empty()
        : Optional.of(file);
  }

  /** Through the socket where there is one, which is faster, too. */
  String jdbcUrl(Path cluster, String database) {
    String url = "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    return socket(cluster)
        .map(
            file ->
                "%s?socketFactory=%s&socketFactoryArg=%s&sslmode=disable&gssEncMode=disable"
                    .formatted(
                        url,
                        UnixSocketFactory.class.getName(),
                        URLEncoder.encode(file.toString(), StandardCharsets.UTF_8)))
        .orElse(url);
  }

  /** Never shows the password. */
  @Override
  public String toString() {
    return "127.0.0.1:" + port;
  }
}
