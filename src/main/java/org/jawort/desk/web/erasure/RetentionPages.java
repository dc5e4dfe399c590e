package org.jawort.desk.web.erasure;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jawort.desk.InactiveContacts;
import org.jawort.desk.Retention;
import org.jawort.desk.web.NotFound;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FormInput;
import org.jawort.platform.web.Labels;
import org.jawort.tenant.Acting;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.retention.KeptThing;
import org.jawort.tenant.retention.RetentionPeriods;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What will be erased by itself, and when (law 64); and what somebody has to decide about. */
@Controller
class RetentionPages {
  static final String PATH = "/app/settings/retention";
  static final String INACTIVE = PATH + "/inactive";
  private static final String LABELS = "erasure.period";

  private final Retention retention;
  private final RetentionPeriods periods;
  private final InactiveContacts inactive;
  private final Tenants tenants;

  RetentionPages(
      Retention retention, RetentionPeriods periods, InactiveContacts inactive, Tenants tenants) {
    this.retention = retention;
    this.periods = periods;
    this.inactive = inactive;
    this.tenants = tenants;
  }

  @GetMapping(PATH)
  Answer show(@Labels(LABELS) FormInput form, Acting acting) {
    Map<KeptThing, Integer> chosen = periods.all(acting.tenant());
    chosen.forEach((thing, days) -> form.with(thing.name(), String.valueOf(days)));
    return draw(form, acting);
  }

  private Answer draw(FormInput form, Acting acting) {
    return Answer.page("erasure/retention")
        .with("lines", retention.of(acting.tenant(), tenants.find(acting.tenant()).timeZone()))
        .with("most", Retention.MOST)
        .with("chosen", byName(periods.all(acting.tenant())))
        .with("things", KeptThing.values())
        .with("form", form);
  }

  /** By the kinds of lines whose duration it is. */
  private static Map<String, Integer> byName(Map<KeptThing, Integer> days) {
    var chosen = new HashMap<String, Integer>();
    days.forEach((thing, many) -> chosen.put(thing.name(), many));
    chosen.put(Retention.Kind.WAITING.name(), days.get(KeptThing.UNCONFIRMED));
    chosen.put(Retention.Kind.REFUSED.name(), days.get(KeptThing.UNCONFIRMED));
    chosen.put(Retention.Kind.EVIDENCE.name(), days.get(KeptThing.PROOF));
    return chosen;
  }

  @PostMapping(PATH)
  Answer choose(@Labels(LABELS) FormInput form, Acting acting) {
    var chosen = new EnumMap<KeptThing, Integer>(KeptThing.class);
    for (KeptThing thing : KeptThing.values()) {
      String typed = form.value(thing.name());
      int days = typed.matches("[0-9]{1,5}") ? Integer.parseInt(typed) : 0;
      if (thing.allows(days)) {
        chosen.put(thing, days);
      } else {
        form.refuse(thing.name(), why(thing, days), thing.least(), thing.most());
      }
    }
    if (!form.isGood()) {
      return draw(form, acting).status(422);
    }
    periods.choose(acting.tenant(), acting.user().value(), chosen);
    return Answer.redirect(PATH).good("erasure.period.saved");
  }

  /** Of what the law bounds, the reason; it differs by the end at which it was crossed. */
  private static String why(KeptThing thing, int days) {
    return switch (thing) {
      case UNCONFIRMED ->
          days > thing.most()
              ? "erasure.period.long.UNCONFIRMED"
              : "erasure.period.short.UNCONFIRMED";
      case PROOF ->
          days > thing.most() ? "erasure.period.long.PROOF" : "erasure.period.short.PROOF";
      case FETCH, CALL, NOTICE, INACTIVE -> "erasure.period.bounds";
    };
  }

  @GetMapping(INACTIVE)
  Answer list(@RequestParam(defaultValue = "") String after, Acting acting) {
    UUID from = after.matches(NotFound.ID) ? UUID.fromString(after) : new UUID(0, 0);
    InactiveContacts.Page page = inactive.page(acting.tenant(), from);
    return Answer.page("erasure/inactive")
        .with("cards", page.cards())
        .with("days", periods.all(acting.tenant()).get(KeptThing.INACTIVE))
        .with("previous", after.isEmpty() ? null : INACTIVE)
        .with("next", page.next().map(next -> INACTIVE + "?after=" + next).orElse(null));
  }
}
