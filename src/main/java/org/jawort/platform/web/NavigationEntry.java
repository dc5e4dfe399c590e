package org.jawort.platform.web;

/**
 * An entry of the staff area's navigation; a room adds one as a bean.
 *
 * @param order ascending: overview 100, contacts 200, target groups 300, campaigns 400, forms 500,
 *     automation 600, landing pages 700, mailbox 800, log 900, settings 1000
 * @param label key of a message
 * @param href where it leads
 * @param icon name of a fragment in {@code frame/icons.html}
 * @param audience those who see it
 */
public record NavigationEntry(
    int order, String label, String href, String icon, Audience audience) {
  /** Tells whether the page at the given path belongs under this entry. */
  public boolean leadsTo(String path) {
    return path.equals(href) || (!href.equals("/app") && path.startsWith(href + "/"));
  }
}
