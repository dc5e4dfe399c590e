package org.jawort.consent.permission;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import org.jawort.consent.ConsentStatus;
import org.jawort.consent.EventType;
import org.jawort.consent.TransitionTest;
import org.jawort.tenant.Actor;

/** Something that somebody might do to a consent, be it allowed or not. */
record RuleFact(EventType type, Actor.Kind actor) {
  static List<RuleFact> all() {
    return EnumSet.allOf(EventType.class).stream()
        .filter(type -> !type.aboutNoPurpose())
        .flatMap(type -> Arrays.stream(Actor.Kind.values()).map(actor -> new RuleFact(type, actor)))
        .toList();
  }

  boolean counts(String status) {
    String to = TransitionTest.expected(ConsentStatus.valueOf(status), type, actor);
    return !to.equals("forbidden") && (!to.equals("=") || type == EventType.RENEWED);
  }
}
