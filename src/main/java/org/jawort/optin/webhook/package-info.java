/** Signed calls by which a process tells other systems (B-10). */
@NullMarked
package org.jawort.optin.webhook;

import org.jspecify.annotations.NullMarked;
