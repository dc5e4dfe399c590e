package org.jawort.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts the ground floor together. */
@Configuration(proxyBeanMethods = false)
class PlatformConfiguration {
  @Bean
  Database database(DataSource dataSource) {
    return new Database(dataSource);
  }

  @Bean
  JdbcClient jdbcClient(DataSource dataSource) {
    return JdbcClient.create(dataSource);
  }

  @Bean
  Ids ids(InstantSource clock) {
    return new Ids(clock);
  }

  @Bean
  MasterSecret masterSecret(Settings settings) {
    return new MasterSecret(
        settings.secret().orElseGet(() -> kept(settings.data().resolve("secret"))));
  }

  @Bean
  Tokens tokens(MasterSecret secret) {
    return new Tokens(secret);
  }

  @Bean
  StartLines startLines(Settings settings, List<StartLine> lines) {
    return new StartLines(settings, lines);
  }

  private static String kept(Path file) {
    try {
      if (Files.notExists(file)) {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        Files.createDirectories(file.getParent());
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, HexFormat.of().formatHex(random));
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
