/** Contacts out as a file: whom a condition holds for, in the columns that somebody chose. */
@NullMarked
@NamedInterface("exports")
package org.jawort.transfer.exports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
