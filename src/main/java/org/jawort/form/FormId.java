package org.jawort.form;

import java.util.UUID;

/** Names one form within its tenant. */
public record FormId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
