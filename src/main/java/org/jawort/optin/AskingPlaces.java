package org.jawort.optin;

import java.util.HashMap;
import java.util.Map;

/** The places of a room, given away one by one. */
final class AskingPlaces {
  private final AskingRoom room;
  private final Map<String, Integer> left;
  private int total;

  AskingPlaces(AskingRoom room) {
    this.room = room;
    this.left = new HashMap<>(room.known());
    this.total = room.total();
  }

  /** Takes a place, if there is one; no mail goes to what has no domain. */
  boolean take(String domain) {
    if (domain.isEmpty()) {
      return true;
    }
    int there = left.getOrDefault(domain, room.each());
    if (total <= 0 || there <= 0) {
      return false;
    }
    total--;
    left.put(domain, there - 1);
    return true;
  }

  boolean areTaken() {
    return total <= 0;
  }
}
