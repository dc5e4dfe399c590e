package org.jawort.tenant;

/** How much of a visitor's IP address is kept as evidence (law 16). */
public enum IpMode {
  /** Nothing. */
  OFF,
  /** The network: 24 bits of IPv4, 48 of IPv6. */
  TRUNCATED,
  /** All of it. */
  FULL
}
