package org.jawort.platform.web;

/**
 * Something in the top bar that waits for whoever looks at the page; a room adds one as a bean, and
 * counts it for each page of the staff area.
 */
public interface Badge {
  /** As far as is counted. */
  int MOST = 100;

  /** Where it leads. */
  String href();

  /** Key of a message that names it, with the count as {0}. */
  String label();

  /** Name of a fragment in {@code frame/icons.html}. */
  String icon();

  /** How many wait for the viewer; {@value #MOST} where there are so many or more. */
  int count(Viewer viewer);
}
