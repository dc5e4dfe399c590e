package org.jawort.contact.group;

import java.util.UUID;

/**
 * What somebody wants to stand in a field of a contact.
 *
 * @param was what stood there when it was shown; empty for nothing
 * @param wanted what is to stand there; empty for nothing
 */
public record CustomFieldChange(UUID field, String was, String wanted) {
  /** Tells whether anything is to change. */
  public boolean isChange() {
    return !was.equals(wanted);
  }
}
