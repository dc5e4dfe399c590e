package org.jawort.tenant;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Lets one node at a time do what must happen once in the life of an installation. */
final class StartLock {
  private static final long NUMBER = 0x6a61776f7274L;

  private StartLock() {}

  /** Waits for the lock and holds it until the running transaction ends. */
  static void take(JdbcClient jdbc) {
    jdbc.sql("SELECT pg_advisory_xact_lock(:number)::text")
        .param("number", NUMBER)
        .query(String.class)
        .single();
  }
}
