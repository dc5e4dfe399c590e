/** Runs a real PostgreSQL from its packed binaries inside the data folder and keeps it running. */
@NullMarked
package org.jawort.platform.postgres;

import org.jspecify.annotations.NullMarked;
