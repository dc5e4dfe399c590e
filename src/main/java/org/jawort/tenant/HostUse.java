package org.jawort.tenant;

/**
 * Something that sends visitors to an allowed host.
 *
 * @param label key of the message that names it
 * @param argument for its placeholder, itself the key of a message
 * @param address of the page on which staff change it
 */
public record HostUse(String label, String argument, String address) {}
