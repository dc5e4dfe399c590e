/** What people tell staff, one by one or many at once, with its evidence (law 18, 19). */
@NullMarked
@NamedInterface("declaration")
package org.jawort.consent.declaration;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
