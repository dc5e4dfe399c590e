package org.jawort.form;

import java.time.Instant;

/**
 * What somebody wrote on a form, with the words that asked for it.
 *
 * @param form its name of today
 * @param question the label of the field as it was shown
 */
public record WrittenAnswer(Instant at, String form, int version, String question, String answer) {}
