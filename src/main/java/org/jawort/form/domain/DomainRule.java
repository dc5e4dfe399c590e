package org.jawort.form.domain;

/** What a tenant says of the mailboxes of a domain, and of all below it. */
public enum DomainRule {
  /** They may not sign up. */
  BLOCK,
  /** They may, whatever a list of ours says, and nobody is asked whether it is a slip. */
  ALLOW
}
