package org.jawort.consent.declaration;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import org.jawort.consent.Declaration;
import org.jawort.consent.Recording;
import org.jawort.consent.purpose.Purpose;
import org.jawort.consent.purpose.Purposes;
import org.jawort.contact.ContactIntake;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.MailBlocks;
import org.jawort.platform.Database;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Actor;
import org.springframework.stereotype.Component;

/** The door for an objection to all advertising: it ends it for every purpose (law 53). */
@Component
public class Objections {
  private final Database database;
  private final ContactIntake contactIntake;
  private final Purposes purposes;
  private final Statements statements;
  private final InstantSource clock;

  Objections(
      Database database,
      ContactIntake contactIntake,
      Purposes purposes,
      Statements statements,
      InstantSource clock) {
    this.database = database;
    this.contactIntake = contactIntake;
    this.purposes = purposes;
    this.statements = statements;
    this.clock = clock;
  }

  /** What it led to for one purpose. */
  public record Ended(Purpose purpose, StatementOutcome outcome) {}

  /**
   * Records it for every purpose, also archived ones and those of other channels, which may come
   * back: all or none, and nobody sees half of it.
   *
   * @param source where it was taken, such as API_OBJECTION
   * @return one answer for each purpose, in the order in which they were made
   */
  public List<Ended> object(
      TenantId tenant,
      ContactPointId contactPoint,
      Actor actor,
      String source,
      Declaration declaration) {
    List<StatementTarget> whom = List.of(StatementTarget.blind(contactPoint));
    return database.write(
        tenant,
        connection -> {
          lock(connection, tenant, contactPoint);
          return purposes.all(tenant).stream()
              .map(
                  purpose -> {
                    var by = new Recording(tenant, purpose.id(), actor, source);
                    return new Ended(purpose, statements.no(by, whom, declaration).getFirst());
                  })
              .toList();
        });
  }

  /** Before the purposes are read, so that two objections at once are one after the other. */
  private void lock(Connection connection, TenantId tenant, ContactPointId contactPoint)
      throws SQLException {
    contactIntake.lock(
        connection, List.of(new MailBlocks.Target(tenant, contactPoint, clock.instant())));
  }
}
