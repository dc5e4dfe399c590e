package org.jawort.contact.address;

/** The way by which a contact point is reached. */
public enum Channel {
  /** E-mail. */
  EMAIL,
  /** Text message to a mobile number. */
  SMS
}
