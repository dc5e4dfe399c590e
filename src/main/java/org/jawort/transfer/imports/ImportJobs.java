package org.jawort.transfer.imports;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.jawort.platform.Database;
import org.jawort.platform.TenantId;
import org.jawort.tenant.job.Job;
import org.jawort.tenant.job.JobInHand;
import org.jawort.tenant.job.JobText;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What the jobs of an import have in common: which one they are about. */
@Component
class ImportJobs {
  /** The names of the kinds. */
  static final String CHECK = "IMPORT_CHECK";

  static final String RUN = "IMPORT_RUN";
  static final String UNDO = "IMPORT_UNDO";

  /** What a job is about. */
  record About(UUID id) {}

  private final Database database;
  private final ImportRows rows;
  private final JsonMapper json;

  ImportJobs(Database database, ImportRows rows, JsonMapper json) {
    this.database = database;
    this.rows = rows;
    this.json = json;
  }

  ImportId id(Job job) {
    return new ImportId(json.readValue(job.about(), About.class).id());
  }

  /** The import of a job; empty where it is gone. */
  Optional<Import> find(Connection connection, JobInHand hand) throws SQLException {
    return rows.find(connection, hand.tenant(), id(hand.job()));
  }

  /** The number of the last row that was worked off. */
  static int behind(JobInHand hand) {
    return hand.cursor() == null ? 0 : Integer.parseInt(hand.cursor());
  }

  JobText title(TenantId tenant, Job job) {
    String name =
        database
            .read(tenant, connection -> rows.find(connection, tenant, id(job)))
            .map(Import::name)
            .orElse("–");
    return JobText.of("import.job." + job.kind(), name);
  }
}
