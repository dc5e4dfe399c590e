package org.jawort.form;

/**
 * A field of one line.
 *
 * @param name in the submission
 * @param label as shown
 * @param required whether it must be filled in; by law 5 the address alone
 * @param maxLength most characters; of an address, octets
 */
public record FormField(
    String name, String label, FieldType type, boolean required, int maxLength) {}
