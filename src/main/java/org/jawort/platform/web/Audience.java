package org.jawort.platform.web;

/** Who may use an address. */
public enum Audience {
  /** Everybody, signed in or not. */
  EVERYONE,
  /** Whoever is signed in, also those who only read. */
  READER,
  /** Staff, editors and owners: those who work with contacts. */
  STAFF,
  /** Editors and owners: those who say what is sent. */
  EDITOR,
  /** Owners and auditors: those who see to it that all is in order. */
  OVERSEER,
  /** Owners alone. */
  OWNER,
  /** Programs with the operator's token, and owners. */
  OPERATOR,
  /** Judged by a security chain of the room's own; the one for staff lets nobody in. */
  OWN_CHAIN
}
