package org.jawort.campaign.landing;

import java.util.Optional;

/**
 * What a landing page is for: the purpose of the link, and how far the visitor has come with it.
 */
public enum LandingKind {
  /** Asks whether it was them who signed up. */
  CONFIRM(true, false, false),
  /** Thanks those who have just confirmed. */
  CONFIRMED(false, true, true),
  /** Says that it was confirmed before. */
  ALREADY_CONFIRMED(false, false, false),
  /** Says that the time is over, and leads to the form. */
  EXPIRED(true, false, false),
  /** Asks whether they want to refuse. */
  REFUSE(true, false, false),
  /** Says that it was refused just now. */
  REFUSED(false, true, false),
  /** Shows what would be withdrawn, and asks for it. */
  UNSUBSCRIBE(true, false, false),
  /** Says that it was withdrawn just now. */
  UNSUBSCRIBED(false, true, true);

  private final boolean button;
  private final boolean redirect;
  private final boolean personal;

  LandingKind(boolean button, boolean redirect, boolean personal) {
    this.button = button;
    this.redirect = redirect;
    this.personal = personal;
  }

  /** Tells whether it has a button, whose words can be chosen. */
  public boolean hasButton() {
    return button;
  }

  /**
   * Tells whether a page elsewhere may stand in its place: only once a form has done its work, so
   * that no question is ever asked elsewhere (law 11, 31).
   */
  public boolean mayLeadElsewhere() {
    return redirect;
  }

  /**
   * Tells whether it may name the visitor. What opens by the link alone may not: links are
   * forwarded, and read by scanners. Whoever refuses may be somebody other than the one who typed
   * the name.
   */
  public boolean mayNameVisitor() {
    return personal;
  }

  /** Tells whether its button posts the answer. */
  public boolean isQuestion() {
    return button && this != EXPIRED;
  }

  /** What follows where its question is answered; empty where it asks nothing. */
  Optional<LandingKind> answered() {
    return switch (this) {
      case CONFIRM -> Optional.of(CONFIRMED);
      case REFUSE -> Optional.of(REFUSED);
      case UNSUBSCRIBE -> Optional.of(UNSUBSCRIBED);
      default -> Optional.empty();
    };
  }
}
