/** The pages on which people make double opt-in processes (S1-08, S1-09). */
@NullMarked
package org.jawort.optin.web.process;

import org.jspecify.annotations.NullMarked;
