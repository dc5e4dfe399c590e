package org.jawort.form.tablet;

import java.util.UUID;

/** Names one opening of a form on a device. */
public record TabletId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
