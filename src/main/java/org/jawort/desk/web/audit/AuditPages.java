package org.jawort.desk.web.audit;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jawort.desk.Names;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FormInput;
import org.jawort.platform.web.Labels;
import org.jawort.platform.web.PageFault;
import org.jawort.tenant.Acting;
import org.jawort.tenant.Role;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.Users;
import org.jawort.tenant.audit.AuditEntry;
import org.jawort.tenant.audit.AuditKind;
import org.jawort.tenant.audit.AuditLog;
import org.jawort.tenant.audit.AuditOutcome;
import org.jawort.tenant.audit.AuditQuestion;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** Who did or saw what: owners and auditors search and export, owners say how long it is kept. */
@Controller
class AuditPages {
  private static final String LOG = AuditAddresses.LOG;

  /** Entries on a page. */
  private static final int SIZE = 50;

  private final AuditLog log;
  private final Tenants tenants;
  private final Users users;
  private final Names names;

  AuditPages(AuditLog log, Tenants tenants, Users users, Names names) {
    this.log = log;
    this.tenants = tenants;
    this.users = users;
    this.names = names;
  }

  @GetMapping(LOG)
  Answer page(@Labels("audit") FormInput form, Acting acting) {
    AuditWish wish = wish(form, acting);
    AuditQuestion question = wish.question();
    if (!form.isGood()) {
      return draw(wish, List.of(), acting).status(422);
    }
    List<AuditEntry> found =
        log.page(acting.tenant(), question, wish.before().orElse(null), SIZE + 1);
    List<AuditEntry> shown = found.subList(0, Math.min(SIZE, found.size()));
    return draw(wish, shown, acting)
        .with("first", wish.before().isEmpty() ? null : wish.address(LOG, null))
        .with("more", found.size() > SIZE ? wish.address(LOG, shown.getLast().id()) : null);
  }

  private AuditWish wish(FormInput form, Acting acting) {
    return new AuditWish(form, tenants.find(acting.tenant()).timeZone());
  }

  private Answer draw(AuditWish wish, List<AuditEntry> shown, Acting acting) {
    Set<UUID> actors =
        shown.stream()
            .map(entry -> entry.actor().id())
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    return Answer.page("desk/audit")
        .with("form", wish.form())
        .with("entries", shown)
        .with("first", null)
        .with("more", null)
        .with("names", names.of(acting.tenant(), actors))
        .with("users", users.active(acting.tenant()))
        .with("kinds", AuditKind.values())
        .with("outcomes", AuditOutcome.values())
        .with("csv", wish.address(LOG + "/audit.csv", null))
        .with("json", wish.address(LOG + "/audit.json", null))
        .with("months", log.months(acting.tenant()))
        .with("owner", acting.role() == Role.OWNER)
        .with("choices", AuditLog.MONTHS)
        .with("sealedOn", log.sealedOn(acting.tenant()).orElse(null));
  }

  @GetMapping(LOG + "/audit.csv")
  Answer csv(@Labels("audit") FormInput form, Acting acting) {
    AuditFile file = file(form, acting);
    return Answer.file("audit.csv", MediaType.parseMediaType("text/csv;charset=UTF-8"), file::csv);
  }

  @GetMapping(LOG + "/audit.json")
  Answer json(@Labels("audit") FormInput form, Acting acting) {
    AuditFile file = file(form, acting);
    return Answer.file("audit.json", MediaType.APPLICATION_JSON, file::json);
  }

  private AuditFile file(FormInput form, Acting acting) {
    AuditQuestion question = wish(form, acting).question();
    if (!form.isGood()) {
      throw PageFault.notFound("audit.wrong").leadingTo(LOG, "audit.title");
    }
    return new AuditFile(log, acting.tenant(), question);
  }

  @PostMapping(LOG + "/retention")
  Answer keep(FormInput form, Acting acting) {
    Answer back = Answer.redirect(LOG);
    return AuditLog.MONTHS.stream()
        .filter(months -> form.value("months").equals(months.toString()))
        .findFirst()
        .map(
            months -> {
              log.keepFor(acting.tenant(), months, acting.user());
              return back.good("audit.kept", months);
            })
        .orElseGet(() -> back.bad("audit.wrong"));
  }
}
