package org.jawort.platform.postgres;

import java.nio.file.Path;

/**
 * The embedded PostgreSQL cannot run. The message is one line for the operator: it names the
 * setting, what is wrong and what to do.
 */
public final class EmbeddedPostgresException extends Exception {
  private static final long serialVersionUID = 1L;

  EmbeddedPostgresException(Path dataFolder, String complaint) {
    super(line(dataFolder, complaint));
  }

  EmbeddedPostgresException(Path dataFolder, String complaint, Throwable cause) {
    super(line(dataFolder, complaint), cause);
  }

  private static String line(Path dataFolder, String complaint) {
    return "JAWORT_DATA=%s %s"
        .formatted(dataFolder, complaint.strip().replaceAll("\\s*\\R\\s*", " "));
  }
}
