package org.jawort.optin.funnel;

/**
 * Sign-ups that are alike.
 *
 * @param key of the row in the table
 * @param fetched whether a link of the mail was opened before the answer; never consent (law 13)
 * @param seconds from the sign-up to the confirmation: to the second up to ten minutes, then to the
 *     minute up to a day, then to the hour; -1 where it was not confirmed
 */
record FunnelCell(
    String key, SignUpResult fate, MailState mail, boolean fetched, int seconds, long count) {}
