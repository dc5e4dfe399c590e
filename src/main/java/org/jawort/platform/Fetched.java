package org.jawort.platform;

import java.util.Map;

/**
 * What came back of a call.
 *
 * @param headers by their names in lower case
 * @param body as much of it as was asked for
 */
public record Fetched(int status, Map<String, String> headers, byte[] body) {}
