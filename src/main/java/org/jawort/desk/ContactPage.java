package org.jawort.desk;

import java.util.List;

/**
 * A page of the contact list.
 *
 * @param count of all entries that match; {@value #MOST_COUNTED} + 1 where there are more, {@value
 *     #UNCOUNTED} where there are more than a page and nobody counted them
 * @param newer whether there is a page before this one
 * @param older whether there is a page behind it
 * @param sorted whether it stands in the order that was asked for; where not, there are too many
 *     entries to be put in it, and the newest come first
 */
public record ContactPage(
    List<ContactRow> rows, int count, boolean newer, boolean older, boolean sorted) {
  /** As far as entries are counted. */
  public static final int MOST_COUNTED = 10_000;

  /** Many, and not counted. */
  public static final int UNCOUNTED = Integer.MAX_VALUE;

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

  /** Tells whether nobody counted. */
  public boolean uncounted() {
    return count == UNCOUNTED;
  }
}
