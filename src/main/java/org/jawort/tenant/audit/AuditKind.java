package org.jawort.tenant.audit;

/** What an entry is about, for those who search. */
public enum AuditKind {
  /** Signing in and out, and what was refused of it. */
  SIGN_IN,
  /** Somebody's data were looked at. */
  PERSON,
  /** A dossier was made. */
  DOSSIER,
  /** A scan or another file of evidence was opened. */
  SCAN,
  /** Data left the program as a file. */
  EXPORT,
  /** A contact was made or changed. */
  CONTACT,
  /** Somebody was asked, or what they said was recorded. */
  CONSENT,
  /** Somebody was erased, or taken off the suppression list. */
  ERASURE,
  /** What is said to people was changed: mails, pages, forms, processes, purposes. */
  CONTENT,
  /** A long job was started, stopped or gone on with. */
  WORK,
  /** A setting was changed. */
  SETTING,
  /** A key or a secret was made, replaced or ended. */
  KEY,
  /** Who may what was changed. */
  ROLE,
  /** The audit log itself was looked at. */
  AUDIT,
  /** Anything that nobody has said more about. */
  OTHER
}
