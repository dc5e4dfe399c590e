package org.jawort.tenant;

/** Why visitors cannot be sent on to an address; its words stand at {@code tenant.redirect.…}. */
public enum RedirectFault {
  /** It does not begin with https. */
  HTTPS,
  /** It names a user before the host, which is how addresses deceive. */
  USER,
  /** It names a port. */
  PORT,
  /** Its host is no name of a public website. */
  NAME,
  /** Its host is not on the list ({@link AllowedHosts}). */
  HOST,
  /** It is not written as an address is. */
  FORM,
  /** It holds an e-mail address. */
  EMAIL,
  /** It holds something to be filled in. */
  FIELD,
  /** It holds a token, an id or a number that could be somebody's. */
  SECRET,
  /** A parameter is called after what says who somebody is. */
  PARAMETER;

  /** The key of its message. */
  public String words() {
    return "tenant.redirect." + name();
  }
}
