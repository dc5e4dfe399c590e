package org.jawort.form;

import java.util.UUID;

/** Names one submission within its tenant; later ones sort behind earlier ones. */
public record SubmissionId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
