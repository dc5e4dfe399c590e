/** Reads tables out of files, CSV, XLSX and ZIP, as rows of text cells; knows no contact. */
@NullMarked
@NamedInterface("file")
package org.jawort.transfer.file;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
