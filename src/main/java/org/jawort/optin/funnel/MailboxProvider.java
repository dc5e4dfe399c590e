package org.jawort.optin.funnel;

/**
 * Who keeps a mailbox, by the domain of the address alone; the domains are listed in the database's
 * function {@code mailbox_provider}.
 */
public enum MailboxProvider {
  GMAIL,
  GMX,
  WEB_DE,
  T_ONLINE,
  FREENET,
  OUTLOOK,
  YAHOO,
  ICLOUD,
  POSTEO,
  MAILBOX_ORG,
  PROTON,
  IONOS,
  VODAFONE,
  A1,
  BLUEWIN,
  ORANGE,
  /** Any other domain: mostly mailboxes of firms, whoever serves them. */
  OTHER,
  /** The address was erased before anybody noted it. */
  UNKNOWN
}
