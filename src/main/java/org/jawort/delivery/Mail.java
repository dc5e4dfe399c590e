package org.jawort.delivery;

/**
 * A mail that is ready to be handed over.
 *
 * @param from envelope sender, to which bounces go
 * @param to envelope recipient; its domain in ASCII
 * @param international whether an address has a part beyond ASCII, so that only a server with
 *     SMTPUTF8 can take it (RFC 6531)
 * @param raw header and body, byte for byte as sent
 */
public record Mail(String from, String to, boolean international, byte[] raw) {}
