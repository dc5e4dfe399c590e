package org.jawort.desk.web;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jawort.delivery.SetAsideMails;
import org.jawort.optin.run.SetAsideRuns;
import org.jawort.platform.web.Answer;
import org.jawort.tenant.Acting;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What the workers tried several times in vain, why, and the button to try it again. */
@Controller
class SetAsidePages {
  static final String PATH = "/app/settings/set-aside";

  private final SetAsideMails mails;
  private final SetAsideRuns runs;

  SetAsidePages(SetAsideMails mails, SetAsideRuns runs) {
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

  @GetMapping(PATH)
  Answer show(Acting acting) {
    Stream<Line> mailed =
        mails.of(acting.tenant()).stream()
            .map(
                one ->
                    new Line(
                        one.toStaff() ? Kind.STAFF_MAIL : Kind.MAIL,
                        one.reason(),
                        one.count(),
                        one.since()));
    Stream<Line> stopped =
        runs.of(acting.tenant()).stream()
            .map(one -> new Line(Kind.RUN, one.reason(), one.count(), one.since()));
    List<Line> all = Stream.concat(mailed, stopped).toList();
    return Answer.page("desk/set-aside").with("lines", all);
  }

  @PostMapping(PATH)
  Answer again(@RequestParam Kind kind, @RequestParam String reason, Acting acting) {
    int count =
        switch (kind) {
          case MAIL -> mails.again(acting.tenant(), reason);
          case STAFF_MAIL -> mails.againToStaff(acting.tenant(), reason);
          case RUN -> runs.again(acting.tenant(), reason);
        };
    return Answer.redirect(PATH).good("desk.aside.again.done", count);
  }
}
