package org.jawort.integration.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param next cursor of the next page, or null on the last one
 */
record Page<T>(List<T> items, @Nullable String next) {}
