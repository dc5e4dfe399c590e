package org.jawort.platform;

import java.util.List;
import java.util.function.Supplier;

/**
 * An address worth opening, printed when the server answers; a room adds one as a bean.
 *
 * @param order ascending: staff area or set-up 100, sign-up form 200, mailbox 300
 * @param label what it leads to, in English as every line for operators
 * @param addresses asked when the server answers; none leaves the line out
 */
public record StartLine(int order, String label, Supplier<List<String>> addresses) {}
