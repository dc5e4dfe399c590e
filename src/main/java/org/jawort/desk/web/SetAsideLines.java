package org.jawort.desk.web;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jawort.delivery.SetAsideMails;
import org.jawort.optin.run.SetAsideRuns;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;

/** What the workers of all rooms tried several times in vain. */
@Component
class SetAsideLines {
  private final SetAsideMails mails;
  private final SetAsideRuns runs;

  SetAsideLines(SetAsideMails mails, SetAsideRuns runs) {
    this.mails = mails;
    this.runs = runs;
  }

  /** What was set aside. */
  public enum Kind {
    /** A mail to somebody. */
    MAIL,
    /** A mail to staff. */
    STAFF_MAIL,
    /** Somebody's way through a process. */
    RUN
  }

  /** Those of one kind with one reason. */
  public record Line(Kind kind, String reason, int count, Instant since) {}

  List<Line> of(TenantId tenant) {
    Stream<Line> mailed =
        mails.of(tenant).stream()
            .map(
                one ->
                    new Line(
                        one.toStaff() ? Kind.STAFF_MAIL : Kind.MAIL,
                        one.reason(),
                        one.count(),
                        one.since()));
    Stream<Line> stopped =
        runs.of(tenant).stream()
            .map(one -> new Line(Kind.RUN, one.reason(), one.count(), one.since()));
    return Stream.concat(mailed, stopped).toList();
  }

  /** How many, of all kinds. */
  int count(TenantId tenant) {
    return of(tenant).stream().mapToInt(Line::count).sum();
  }

  /** Has those with one reason tried again now, and says how many. */
  int again(TenantId tenant, Kind kind, String reason) {
    return switch (kind) {
      case MAIL -> mails.again(tenant, reason);
      case STAFF_MAIL -> mails.againToStaff(tenant, reason);
      case RUN -> runs.again(tenant, reason);
    };
  }
}
