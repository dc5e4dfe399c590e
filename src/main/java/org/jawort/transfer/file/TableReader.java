package org.jawort.transfer.file;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The rows of one table, one after the other. */
interface TableReader extends Closeable {
  /** The next row, or null at the end. */
  @Nullable TableRow next() throws IOException;
}
