package org.jawort.transfer.imports;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jawort.contact.Origin;
import org.jawort.platform.Database;
import org.jawort.platform.DatabaseException;
import org.jawort.platform.Ids;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Actor;
import org.jawort.tenant.Tenants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Contacts that another system hands over in bulk: laid down like the rows of a file while they
 * come in, then taken over by the same statements and through the same firewall, a span at a time.
 * Before the last line is here nothing of it counts.
 */
@Component
public class ContactBatches {
  /** Most rows of a batch. */
  public static final int MOST_ROWS = 10_000;

  /** For so long a call that is repeated with the same key gets the same answer. */
  public static final Duration KEPT = Duration.ofDays(1);

  /** Somebody erased the contact while the batch was on its way. */
  public static final String GONE_MEANWHILE = "GONE_MEANWHILE";

  /** The database would not have the row. */
  public static final String FAULT = "FAULT";

  private static final Logger LOG = LoggerFactory.getLogger(ContactBatches.class);
  private static final int CHUNK = 500;
  private static final String SOURCE = "API";

  /** A node that is killed says no more that it holds it. */
  private static final Duration HELD = Duration.ofMinutes(2);

  private final Database database;
  private final BatchRows rows;
  private final BatchAnswerRows answers;
  private final BatchStaging staging;
  private final Comparison comparison;
  private final Taking taking;
  private final ClaimedRows claims;
  private final Tenants tenants;
  private final Ids ids;
  private final InstantSource clock;

  ContactBatches(
      Database database,
      BatchRows rows,
      BatchAnswerRows answers,
      BatchStaging staging,
      Comparison comparison,
      Taking taking,
      ClaimedRows claims,
      Tenants tenants,
      Ids ids,
      InstantSource clock) {
    this.database = database;
    this.rows = rows;
    this.answers = answers;
    this.staging = staging;
    this.comparison = comparison;
    this.taking = taking;
    this.claims = claims;
    this.tenants = tenants;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Takes a batch over, or finds what it came to before. Where reading its lines fails, nothing of
   * it was taken; where the taking over does, the same call with the same key goes on with it.
   */
  public BatchOutcome take(BatchCall call, BatchSource source) throws IOException {
    Instant now = clock.instant();
    var fresh = new ImportId(ids.next());
    Optional<Batch> held =
        database.write(
            call.tenant(), connection -> rows.hold(connection, call, fresh, now, now.plus(HELD)));
    if (held.isEmpty()) {
      return new BatchOutcome.InHand(HELD.toSeconds());
    }
    Batch batch = held.get();
    return batch.id().equals(fresh) ? read(call, batch, source) : again(call, batch, source);
  }

  private BatchOutcome read(BatchCall call, Batch batch, BatchSource source) throws IOException {
    int total = 0;
    boolean whole = false;
    try {
      List<BatchLine> lines = source.next(CHUNK);
      while (!lines.isEmpty() && total + lines.size() <= MOST_ROWS) {
        lay(call, batch, total, lines);
        total += lines.size();
        lines = source.next(CHUNK);
      }
      if (!lines.isEmpty() || total == 0) {
        return total == 0 ? new BatchOutcome.Empty() : new BatchOutcome.TooMany();
      }
      Batch read = batch.read(total, source.digest());
      database.write(call.tenant(), connection -> rows.read(connection, call.tenant(), read));
      whole = true;
      return goOn(call, read);
    } finally {
      if (!whole) {
        database.write(
            call.tenant(), connection -> rows.delete(connection, call.tenant(), batch.id()));
      }
    }
  }

  private void lay(BatchCall call, Batch batch, int behind, List<BatchLine> lines) {
    database.write(
        call.tenant(),
        connection -> {
          staging.lay(connection, call.tenant(), batch.id(), behind, lines);
          return rows.holdOn(connection, call.tenant(), batch, clock.instant().plus(HELD));
        });
  }

  private BatchOutcome again(BatchCall call, Batch batch, BatchSource source) throws IOException {
    while (!source.next(CHUNK).isEmpty()) {
      // Only what all of it is like counts.
    }
    if (!Arrays.equals(batch.body(), source.digest())) {
      letGo(call, batch);
      return new BatchOutcome.OtherBody();
    }
    return batch.done() ? new BatchOutcome.Answered(batch.id()) : goOn(call, batch);
  }

  private void letGo(BatchCall call, Batch batch) {
    database.write(
        call.tenant(),
        connection -> rows.holdOn(connection, call.tenant(), batch, clock.instant()));
  }

  private BatchOutcome goOn(BatchCall call, Batch batch) {
    Language language = tenants.find(call.tenant()).language();
    var mapping = Mapping.ofBatch(language.code());
    boolean done = false;
    try {
      for (int from = batch.taken() + 1; from <= batch.total(); from += CHUNK) {
        take(call, batch, mapping, from, Math.min(batch.total(), from + CHUNK - 1));
      }
      database.write(
          call.tenant(), connection -> rows.finish(connection, call.tenant(), batch.id()));
      done = true;
      return new BatchOutcome.Answered(batch.id());
    } finally {
      if (!done) {
        letGo(call, batch);
      }
    }
  }

  /** A row that the database will not have is looked for, and refused alone. */
  private void take(BatchCall call, Batch batch, Mapping mapping, int from, int to) {
    var span = new Span(call.tenant(), batch.id(), from, to);
    try {
      database.writeAnew(
          call.tenant(),
          connection -> {
            take(connection, call, batch, span, mapping);
            return span;
          });
    } catch (DatabaseException e) {
      if (DatabaseException.isPassing(e)) {
        throw e;
      }
      if (from < to) {
        int half = (from + to) / 2;
        take(call, batch, mapping, from, half);
        take(call, batch, mapping, half + 1, to);
        return;
      }
      LOG.warn("a row of a batch cannot be taken: {}", sqlState(e));
      database.write(call.tenant(), connection -> answers.refuse(connection, span, FAULT));
    }
  }

  private static String sqlState(DatabaseException e) {
    return e.getCause() instanceof SQLException sql ? String.valueOf(sql.getSQLState()) : "?";
  }

  private void take(Connection connection, BatchCall call, Batch batch, Span span, Mapping mapping)
      throws SQLException {
    Instant now = clock.instant();
    Actor by = Actor.api(call.key());
    boolean first = span.from() == 1;
    if (first) {
      ImportStatistics.laid(connection, batch.total());
    }
    comparison.compare(connection, span, mapping, false);
    if (first) {
      ImportStatistics.compared(connection, batch.total());
    }
    taking.take(connection, span, mapping, Origin.API, batch.begunAt());
    if (first) {
      ImportStatistics.taken(connection, batch.total());
    }
    comparison.judgeClaims(connection, span, mapping);
    claims.record(connection, span, mapping, new ClaimedRows.Bringer(by, by, SOURCE), now);
    answers.answer(connection, span);
    rows.taken(connection, span, now.plus(HELD));
  }

  /** What became of the rows behind that number, in their order; at most a thousand. */
  public List<BatchAnswer> answers(TenantId tenant, ImportId batch, int behind) {
    return database.read(tenant, connection -> answers.answers(connection, tenant, batch, behind));
  }
}
