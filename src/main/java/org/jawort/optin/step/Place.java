package org.jawort.optin.step;

import org.jspecify.annotations.Nullable;

/**
 * Where a step can be put into a process: on a way out of another step.
 *
 * @param from the id of the step that the way leaves; null for the very beginning
 */
public record Place(@Nullable String from, Step.Way way) {
  /** Before the first step. */
  public static final Place START = new Place(null, Step.Way.NEXT);
}
