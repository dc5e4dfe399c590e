/** What became of sign-ups, counted from the ledger's events. */
@NullMarked
@NamedInterface("funnel")
package org.jawort.optin.funnel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
