package org.jawort.tenant.job;

import java.util.List;

/**
 * What is said about a job, in the language of whoever looks.
 *
 * @param key of a message
 * @param arguments for its placeholders
 */
public record JobText(String key, List<String> arguments) {
  /** Copies the arguments. */
  public JobText {
    arguments = List.copyOf(arguments);
  }

  /** A message with these in its placeholders. */
  public static JobText of(String key, String... arguments) {
    return new JobText(key, List.of(arguments));
  }
}
