package org.jawort.desk;

import java.util.UUID;

/** Where a page of the contact list begins; the entries are ordered by their ids, newest first. */
public sealed interface Cursor {
  /** The newest ones. */
  record Newest() implements Cursor {}

  /** Those older than this one. */
  record Before(UUID id) implements Cursor {}

  /** Those newer than this one, the closest ones. */
  record After(UUID id) implements Cursor {}
}
