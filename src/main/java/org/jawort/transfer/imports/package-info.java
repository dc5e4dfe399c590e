/** Contacts out of files: mapping, check, run and undo, behind a firewall for consents. */
@NullMarked
@NamedInterface("imports")
package org.jawort.transfer.imports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
