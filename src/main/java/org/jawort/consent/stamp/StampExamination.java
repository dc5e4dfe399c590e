package org.jawort.consent.stamp;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jawort.consent.log.Checkpoint;
import org.jawort.consent.log.LogFinding;
import org.jawort.consent.log.LogFinding.Kind;
import org.jawort.consent.log.MalformedException;
import org.jawort.consent.log.SignedNote;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;

/** The operator's look at the time stamps: each is a token over what the log says to this day. */
public final class StampExamination {
  private final Database database;
  private final boolean asked;
  private final Consumer<LogFinding> findings;

  /**
   * Reads with what is given; changes nothing.
   *
   * @param asked whether an authority is set
   */
  public StampExamination(Database database, boolean asked, Consumer<LogFinding> findings) {
    this.database = database;
    this.asked = asked;
    this.findings = findings;
  }

  /** Tells what it finds. */
  public void examine() {
    database.read(
        Set.of(),
        connection -> {
          stamps(connection, StampRows.all(connection));
          fault(StampRows.fault(connection));
          return true;
        });
  }

  private void stamps(Connection connection, List<TimeStamp> stamps) throws SQLException {
    int wrong = 0;
    for (TimeStamp stamp : stamps) {
      Optional<String> fault = fault(connection, stamp);
      if (fault.isPresent()) {
        wrong++;
        tell(Kind.BAD, "time stamps: the one of %,d entries: %s", stamp.size(), fault.get());
      }
    }
    if (!stamps.isEmpty() && wrong == 0) {
      tell(
          Kind.GOOD,
          "time stamps: %,d of the log hold, the last of %s",
          stamps.size(),
          stamps.getLast().at());
    } else if (stamps.isEmpty()) {
      tell(
          Kind.NOTE,
          asked
              ? "time stamps: none yet"
              : "time stamps: none; JAWORT_TSA_URL names an authority that gives them");
    }
  }

  private static Optional<String> fault(Connection connection, TimeStamp stamp)
      throws SQLException {
    try {
      StampToken token = StampToken.of(stamp.token(), TimeStamp.stamped(stamp.checkpoint()));
      if (!token.at().equals(stamp.at())) {
        return Optional.of("its time was changed");
      }
    } catch (TokenException e) {
      return Optional.of(e.why());
    } catch (MalformedException e) {
      return Optional.of("its checkpoint cannot be read");
    }
    return isOfThisLog(connection, stamp)
        ? Optional.empty()
        : Optional.of("the log says something else today; it was rewritten or set back");
  }

  private static boolean isOfThisLog(Connection connection, TimeStamp stamp) throws SQLException {
    Checkpoint stamped = Checkpoint.parse(SignedNote.parse(stamp.checkpoint()).text());
    return stamped.size() == stamp.size()
        && Rows.sql(connection, "SELECT root FROM log_checkpoint WHERE size = :size")
            .bigint("size", stamp.size())
            .first(row -> row.getBytes("root"))
            .filter(root -> Arrays.equals(root, stamped.root()))
            .isPresent();
  }

  private void fault(Optional<StampRows.Fault> fault) {
    fault.ifPresent(
        one ->
            tell(
                Kind.BAD,
                "time stamps: none comes since %s, the last try was at %s: %s; check JAWORT_TSA_URL and the way there",
                one.since(),
                one.triedAt(),
                one.reason()));
  }

  private void tell(Kind kind, String text, Object... arguments) {
    findings.accept(new LogFinding(kind, text.formatted(arguments)));
  }
}
