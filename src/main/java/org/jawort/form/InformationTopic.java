package org.jawort.form;

/**
 * What Art. 13 GDPR wants told to whoever hands over data, in the order in which a form tells it
 * (law 56).
 */
public enum InformationTopic {
  /** Who is responsible; from the profile. */
  CONTROLLER(false, true),
  /** How to reach them; from the profile. */
  CONTACT(false, true),
  /** The data protection officer, where there is one. */
  OFFICER(true, false),
  /** What the data are for. */
  PURPOSES(true, true),
  /** Why that is lawful. */
  BASIS(true, true),
  /** Who gets to see the data. */
  RECIPIENTS(true, true),
  /** Whether data leave the European Union; from the profile. */
  COUNTRIES(false, true),
  /** For how long they are kept. */
  STORAGE(true, true),
  /** What one may ask for, and that consent can be withdrawn. */
  RIGHTS(false, true),
  /** With whom to complain. */
  COMPLAINT(true, true),
  /** Whether one has to hand the data over. */
  OBLIGATION(true, true),
  /** Whether a machine decides anything. */
  AUTOMATION(true, true);

  private final boolean written;
  private final boolean needed;

  InformationTopic(boolean written, boolean needed) {
    this.written = written;
    this.needed = needed;
  }

  /** Whether the author of a form may write it. */
  public boolean written() {
    return written;
  }

  /** Whether the information has a gap without it. */
  public boolean needed() {
    return needed;
  }
}
