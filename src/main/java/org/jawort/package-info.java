/** Jawort: double opt-in and marketing consent, self-hosted. One package per room of the house. */
@NullMarked
package org.jawort;

import org.jspecify.annotations.NullMarked;
