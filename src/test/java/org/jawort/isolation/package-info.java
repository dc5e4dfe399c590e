/** Proves that no door of the program reaches from one tenant to another. */
@NullMarked
package org.jawort.isolation;

import org.jspecify.annotations.NullMarked;
