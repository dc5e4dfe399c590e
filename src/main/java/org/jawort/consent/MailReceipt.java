package org.jawort.consent;

import java.time.Instant;

/**
 * What is committed to of a mail that its server took over (law 15): rewriting the mail, its times
 * or the answer afterwards no longer fits what stands in the log.
 *
 * @param sha256 of the mail byte for byte, in hexadecimal digits
 * @param size of it in bytes
 * @param answer of the mail server, without addresses
 * @param queuedAt when it was wished for
 * @param attempts it took, this one included
 */
public record MailReceipt(String sha256, int size, String answer, Instant queuedAt, int attempts) {}
