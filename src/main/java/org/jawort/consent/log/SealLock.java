package org.jawort.consent.log;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Lets one node at a time add to the log; held until the running transaction ends. */
final class SealLock {
  /** "jawolog" */
  static final long NUMBER = 0x6a61776f6c6f67L;

  private SealLock() {}

  static void await(JdbcClient jdbc) {
    jdbc.sql("SELECT pg_advisory_xact_lock(:number)::text")
        .param("number", NUMBER)
        .query(String.class)
        .single();
  }
}
