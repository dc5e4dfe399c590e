package org.jawort.transfer.imports;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jawort.contact.group.CustomFields;
import org.jawort.platform.Ids;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.job.Job;
import org.jawort.tenant.job.JobBatchOutcome;
import org.jawort.tenant.job.JobId;
import org.jawort.tenant.job.JobInHand;
import org.jawort.tenant.job.JobKind;
import org.jawort.tenant.job.JobText;
import org.jawort.transfer.file.FileException;
import org.jawort.transfer.file.FileRows;
import org.jawort.transfer.file.FileShape;
import org.springframework.stereotype.Component;

/** The dry run: reads the file by its mapping and lays down what each row would come to. */
@Component
class CheckJob implements JobKind {
  private static final int BATCH = 10_000;

  private final ImportJobs jobs;
  private final ImportRows imports;
  private final OpenFiles files;
  private final Staging staging;
  private final Comparison comparison;
  private final CustomFields fields;
  private final Tenants tenants;
  private final ImportSettings settings;
  private final Ids ids;
  private final InstantSource clock;

  CheckJob(
      ImportJobs jobs,
      ImportRows imports,
      OpenFiles files,
      Staging staging,
      Comparison comparison,
      CustomFields fields,
      Tenants tenants,
      ImportSettings settings,
      Ids ids,
      InstantSource clock) {
    this.jobs = jobs;
    this.imports = imports;
    this.files = files;
    this.staging = staging;
    this.comparison = comparison;
    this.fields = fields;
    this.tenants = tenants;
    this.settings = settings;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public String name() {
    return ImportJobs.CHECK;
  }

  @Override
  public int batch() {
    return BATCH;
  }

  @Override
  public JobBatchOutcome work(Connection connection, JobInHand hand, int most) throws SQLException {
    Optional<Import> found = jobs.find(connection, hand);
    if (found.isEmpty() || found.get().shape() == null) {
      return new JobBatchOutcome.CannotGoOn(JobText.of("import.gone"));
    }
    Import of = found.get();
    FileShape shape = Objects.requireNonNull(of.shape());
    int behind = ImportJobs.behind(hand);
    try {
      List<FileRows.Numbered> read =
          files.read(hand.tenant(), of, hand.job().id(), shape, behind, most);
      if (!read.isEmpty()) {
        check(connection, hand.tenant(), of, read);
      }
      boolean last = read.size() < most;
      if (last) {
        imports.count(connection, hand.tenant(), of.id());
        imports.end(connection, hand.tenant(), of.id(), ImportState.CHECKED, clock.instant());
      }
      String cursor = String.valueOf(read.isEmpty() ? behind : read.getLast().number());
      return new JobBatchOutcome.Worked(cursor, read.size(), Map.of(), last);
    } catch (FileException e) {
      return new JobBatchOutcome.CannotGoOn(
          new JobText("import.file." + e.reason(), e.arguments()));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void check(
      Connection connection, TenantId tenant, Import of, List<FileRows.Numbered> read)
      throws SQLException {
    Mapping mapping = Objects.requireNonNull(of.mapping());
    var reading =
        new RowReading(
            Objects.requireNonNull(of.shape()),
            mapping,
            fields.all(tenant),
            tenants.find(tenant),
            settings.needs(tenant),
            clock.instant());
    List<StagedRow> rows =
        read.stream()
            .map(
                one ->
                    reading.read(
                        one,
                        new StagedRow(
                            one.number(),
                            one.table(),
                            one.row().line(),
                            List.of(ids.next(), ids.next(), ids.next()))))
            .toList();
    staging.lay(connection, tenant, of.id(), rows);
    boolean first = rows.getFirst().number == 1;
    if (first) {
      ImportStatistics.laid(connection, rows.size());
    }
    var span = new Span(tenant, of.id(), rows.getFirst().number, rows.getLast().number);
    comparison.compare(connection, span, mapping, false);
    if (first) {
      ImportStatistics.compared(connection, rows.size());
    }
    if (mapping.purpose() != null) {
      comparison.judgeClaims(connection, span, mapping);
    }
    comparison.conclude(connection, span);
  }

  /** Stopped before its end, it may be mapped anew. */
  @Override
  public void over(Connection connection, TenantId tenant, JobId job) throws SQLException {
    imports.fallBack(
        connection, tenant, job, ImportState.CHECKING, ImportState.MAPPING, clock.instant());
  }

  @Override
  public JobText title(TenantId tenant, Job job, Language language) {
    return jobs.title(tenant, job);
  }

  @Override
  public JobText outcome(Job job, String what) {
    return JobText.of("import.outcome." + what);
  }
}
