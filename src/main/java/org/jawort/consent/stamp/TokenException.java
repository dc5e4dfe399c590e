package org.jawort.consent.stamp;

/** A token is missing or not what it has to be; the message says why in a few words. */
public final class TokenException extends Exception {
  private static final long serialVersionUID = 1;

  TokenException(String why) {
    super(why);
  }

  TokenException(String why, Throwable cause) {
    super(why, cause);
  }

  /** Why. */
  public String why() {
    return String.valueOf(getMessage());
  }
}
