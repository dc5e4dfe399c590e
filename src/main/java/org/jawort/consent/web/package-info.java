/**
 * Pages on which staff keep the purposes and their wording; the transparency log as strangers read
 * it.
 */
@NullMarked
package org.jawort.consent.web;

import org.jspecify.annotations.NullMarked;
