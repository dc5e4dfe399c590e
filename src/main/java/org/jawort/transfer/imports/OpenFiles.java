package org.jawort.transfer.imports;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jawort.platform.TenantId;
import org.jawort.tenant.job.JobId;
import org.jawort.transfer.file.FileRows;
import org.jawort.transfer.file.FileShape;
import org.jawort.transfer.file.TableFile;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Keeps the file open that this node reads, between two batches. It is for speed alone: where a
 * batch begins elsewhere than the last one ended, such as after a kill, the file is opened anew and
 * read up to there.
 */
@Component
class OpenFiles implements Closeable {
  private final ImportChunks chunks;
  private @Nullable Open open;

  OpenFiles(ImportChunks chunks) {
    this.chunks = chunks;
  }

  private record Open(JobId job, TableFile file, FileRows rows, int[] read) implements Closeable {
    @Override
    public void close() throws IOException {
      rows.close();
      file.close();
    }
  }

  /** The rows behind the given number, so many at most; fewer only at the end of the file. */
  synchronized List<FileRows.Numbered> read(
      TenantId tenant, Import of, JobId job, FileShape shape, int behind, int most)
      throws IOException {
    Open file = at(tenant, of, job, shape, behind);
    var rows = new ArrayList<FileRows.Numbered>(most);
    while (rows.size() < most) {
      FileRows.@Nullable Numbered row = file.rows().next();
      if (row == null) {
        close();
        break;
      }
      file.read()[0] = row.number();
      rows.add(row);
    }
    return rows;
  }

  private Open at(TenantId tenant, Import of, JobId job, FileShape shape, int behind)
      throws IOException {
    Open known = open;
    if (known != null && known.job().equals(job) && known.read()[0] == behind) {
      return known;
    }
    close();
    TableFile file = TableFile.open(chunks.content(tenant, of.id()));
    var fresh = new Open(job, file, file.rows(shape), new int[] {0});
    open = fresh;
    while (fresh.read()[0] < behind && fresh.rows().next() != null) {
      fresh.read()[0]++;
    }
    return fresh;
  }

  @Override
  public synchronized void close() throws IOException {
    Open known = open;
    open = null;
    if (known != null) {
      known.close();
    }
  }
}
