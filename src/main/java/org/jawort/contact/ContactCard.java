package org.jawort.contact;

import java.util.List;

/**
 * A contact with its contact points.
 *
 * @param points the oldest first
 */
public record ContactCard(Contact contact, List<ContactPoint> points) {
  /** Copies the contact points. */
  public ContactCard {
    points = List.copyOf(points);
  }
}
