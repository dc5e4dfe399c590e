package org.jawort.contact;

/** What a contact is to the tenant. */
public enum ContactKind {
  /** Kunde. */
  CUSTOMER,
  /** Lieferant. */
  SUPPLIER,
  /** Adressbuch: neither of the two. */
  OTHER
}
