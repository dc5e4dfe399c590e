package org.jawort.optin.funnel;

/**
 * Sign-ups that are alike.
 *
 * @param key of the row in the table
 * @param fetched whether a link of the mail was opened before the answer; never consent (law 13)
 * @param seconds from the sign-up to the confirmation, as exact as the database's function {@code
 *     told_seconds} tells it; -1 where it was not confirmed
 */
record FunnelCell(
    String key, SignUpResult fate, MailState mail, boolean fetched, int seconds, long count) {}
