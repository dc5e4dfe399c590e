/** Pages on which staff record what people told them, ask for consents, and set blocks. */
@NullMarked
package org.jawort.desk.web.consent;

import org.jspecify.annotations.NullMarked;
