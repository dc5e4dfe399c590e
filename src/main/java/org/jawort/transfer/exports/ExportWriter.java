package org.jawort.transfer.exports;

import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import org.jawort.platform.Csv;
import tools.jackson.databind.json.JsonMapper;

/** Writes rows as what the file is to be, one by one. */
interface ExportWriter {
  /** Writes what comes before the rows. */
  void begin() throws IOException;

  /** Writes one. */
  void row(List<String> cells) throws IOException;

  /** Writes what comes behind the last; without it, what was written is no whole file. */
  void end() throws IOException;

  /** Without a byte order mark Excel takes it for another encoding. */
  record CsvRows(List<String> headings, Writer out) implements ExportWriter {
    @Override
    public void begin() throws IOException {
      out.write("\uFEFF" + Csv.line(headings));
    }

    @Override
    public void row(List<String> cells) throws IOException {
      out.write(Csv.line(cells));
    }

    @Override
    public void end() throws IOException {
      out.flush();
    }
  }

  /** What is missing is left out; names are the codes of the columns, in whatever language. */
  record JsonRows(List<ExportColumn> columns, JsonMapper json, Writer out) implements ExportWriter {
    @Override
    public void begin() {
      // Each line stands by itself.
    }

    @Override
    public void row(List<String> cells) throws IOException {
      var object = new LinkedHashMap<String, String>();
      for (int i = 0; i < cells.size(); i++) {
        if (!cells.get(i).isEmpty()) {
          object.put(columns.get(i).code(), cells.get(i));
        }
      }
      out.write(json.writeValueAsString(object) + "\n");
    }

    @Override
    public void end() throws IOException {
      out.flush();
    }
  }
}
