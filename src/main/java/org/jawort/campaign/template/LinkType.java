package org.jawort.campaign.template;

/** Linktyp: what a link in a mailing leads to. */
public enum LinkType {
  /** Any address. */
  PLAIN,
  /** Double-Opt-In-Bestätigung: where the recipient confirms. */
  CONFIRM,
  /** Where the recipient says no to what was asked. */
  REFUSE,
  /** Where the recipient withdraws. */
  UNSUBSCRIBE,
  /** The preference centre. */
  PREFERENCES,
  /** The mailing in the browser. */
  WEB_VERSION
}
