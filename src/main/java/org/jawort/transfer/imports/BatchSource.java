package org.jawort.transfer.imports;

import java.io.IOException;
import java.util.List;

/** Where the lines of a batch come from: a body that is never whole in memory. */
public interface BatchSource {
  /** The next lines, at most so many; none at the end. */
  List<BatchLine> next(int most) throws IOException;

  /** SHA-256 of all that was read. */
  byte[] digest();
}
