/** Proves that the documents about the house say what the code says. */
@NullMarked
package org.jawort.docs;

import org.jspecify.annotations.NullMarked;
