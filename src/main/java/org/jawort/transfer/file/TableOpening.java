package org.jawort.transfer.file;

import java.io.IOException;

/** Opens the reader of a table. */
interface TableOpening {
  TableReader of(Table table) throws IOException;
}
