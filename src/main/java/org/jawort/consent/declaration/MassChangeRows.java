package org.jawort.consent.declaration;

import java.util.List;
import java.util.UUID;
import org.jawort.contact.ContactPointId;
import org.jawort.platform.TenantId;
import org.jawort.tenant.job.JobId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of mass_change_member: whom a mass change concerns, until it is over. */
@Component
class MassChangeRows {
  private final JdbcClient jdbc;

  MassChangeRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Notes them in the given order, from place 0. */
  int insert(TenantId tenant, JobId job, List<ContactPointId> points) {
    String sql =
        """
        INSERT INTO mass_change_member (tenant_id, job_id, place, contact_point_id)
        SELECT :tenant, :job, place - 1, point
        FROM unnest(:points::uuid[]) WITH ORDINALITY m (point, place)
        """;
    return jdbc.sql(sql)
        .param("tenant", tenant.value())
        .param("job", job.value())
        .param("points", points.stream().map(ContactPointId::value).toArray(UUID[]::new))
        .update();
  }

  List<ContactPointId> from(TenantId tenant, JobId job, int place, int most) {
    String sql =
        """
        SELECT contact_point_id FROM mass_change_member
        WHERE tenant_id = :tenant AND job_id = :job AND place >= :place ORDER BY place LIMIT :most
        """;
    return jdbc.sql(sql)
        .param("tenant", tenant.value())
        .param("job", job.value())
        .param("place", place)
        .param("most", most)
        .query((row, number) -> new ContactPointId(row.getObject(1, UUID.class)))
        .list();
  }

  int delete(TenantId tenant, JobId job) {
    return jdbc.sql("DELETE FROM mass_change_member WHERE tenant_id = :tenant AND job_id = :job")
        .param("tenant", tenant.value())
        .param("job", job.value())
        .update();
  }
}
