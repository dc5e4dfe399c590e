package org.jawort.transfer.file;

import java.io.IOException;
import java.io.InputStream;

/** What was uploaded, to be read as often as needed and never whole in memory. */
public interface FileContent {
  /** Opens it at its beginning. */
  InputStream open() throws IOException;
}
