package org.jawort.desk;

import java.util.List;

/**
 * A page of the contact list.
 *
 * @param count of all entries that match; {@value #MOST_COUNTED} + 1 where there are more
 * @param newer whether there is a page before this one
 * @param older whether there is a page behind it
 */
public record ContactPage(List<ContactRow> rows, int count, boolean newer, boolean older) {
  /** As far as entries are counted. */
  public static final int MOST_COUNTED = 10_000;

  /** Entries on a page. */
  public static final int SIZE = 50;

  /** Copies the rows. */
  public ContactPage {
    rows = List.copyOf(rows);
  }

  /** Tells whether there are more than were counted. */
  public boolean countedOut() {
    return count > MOST_COUNTED;
  }
}
