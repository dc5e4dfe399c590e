package org.jawort.tenant.job;

import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import org.jawort.TestServer;
import org.jawort.platform.Database;
import org.jawort.platform.Ids;
import org.jawort.platform.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Lets jobs go batch by batch, when and where a test says so. */
public final class JobTicks {
  private final JobSteps steps;

  private JobTicks(JobSteps steps) {
    this.steps = steps;
  }

  /** On a server whose own worker stands still. */
  public static JobTicks on(TestServer server) {
    return new JobTicks(server.bean(JobSteps.class));
  }

  /** By another way to the database, such as one on which a node dies. */
  public static JobTicks by(DataSource way, TestServer server, List<JobKind> kinds) {
    var jdbc = JdbcClient.create(way);
    var json = server.bean(JsonMapper.class);
    return new JobTicks(
        new JobSteps(
            new Database(way),
            new JobClaims(jdbc, json, new JobRows(jdbc, json)),
            new JobKinds(kinds),
            server.bean(Ids.class),
            server.bean(InstantSource.class),
            Integer.MAX_VALUE));
  }

  /** A batch of so many at most; false where there was none to do. */
  public boolean step(TenantId tenant, JobId job, int most) {
    return steps.step(tenant, job, most);
  }

  /** A batch of whichever job of the tenant has its turn. */
  boolean stepDue(TenantId tenant) {
    return steps.due(List.of(tenant)).stream().map(steps::step).reduce(false, Boolean::logicalOr);
  }

  /** Whether a node would find something to do for the tenant. */
  public boolean isDue(TenantId tenant) {
    return !steps.due(List.of(tenant)).isEmpty();
  }
}
