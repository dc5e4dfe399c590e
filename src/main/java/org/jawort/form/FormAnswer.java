package org.jawort.form;

/**
 * What somebody wrote or chose in a field that is none of a contact's own.
 *
 * @param field its name in the form
 * @param value as given; a number with a point, a day as in ISO 8601, a yes as {@code true}, of
 *     several options a line each
 */
public record FormAnswer(String field, String value) {}
