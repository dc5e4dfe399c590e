/** What moves runs: mails, waiting, lapsing, and the erasure of those who never confirmed. */
@NullMarked
@NamedInterface("engine")
package org.jawort.optin.engine;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
