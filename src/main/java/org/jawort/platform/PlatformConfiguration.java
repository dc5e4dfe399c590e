package org.jawort.platform;

import java.time.InstantSource;
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
    return MasterSecret.of(settings);
  }

  @Bean
  InstallationKeys installationKeys(Database database, MasterSecret secret, InstantSource clock) {
    return new InstallationKeys(database, secret, clock);
  }

  @Bean
  Tokens tokens(MasterSecret secret) {
    return new Tokens(secret);
  }

  @Bean
  StartLines startLines(Settings settings, List<StartLine> lines) {
    return new StartLines(settings, lines);
  }
}
