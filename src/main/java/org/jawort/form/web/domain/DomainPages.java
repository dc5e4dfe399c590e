package org.jawort.form.web.domain;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jawort.form.domain.DomainRule;
import org.jawort.form.domain.SignUpDomains;
import org.jawort.form.domain.ThrowAways;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FormInput;
import org.jawort.platform.web.Labels;
import org.jawort.tenant.Acting;
import org.jawort.tenant.HostName;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** Which domains may sign up: two lists, and whether throw-away mailboxes are turned away. */
@Controller
class DomainPages {
  private static final String PATH = DomainAddresses.DOMAINS;
  private static final int LONGEST = 254;

  private final SignUpDomains domains;
  private final ThrowAways throwAways;

  DomainPages(SignUpDomains domains, ThrowAways throwAways) {
    this.domains = domains;
    this.throwAways = throwAways;
  }

  @GetMapping(PATH)
  Answer show(Acting acting) {
    return draw(FormInput.empty().with("rule", DomainRule.BLOCK.name()), acting);
  }

  @PostMapping(PATH)
  Answer add(@Labels("domain") FormInput form, Acting acting) {
    Optional<HostName> domain = HostName.parse(bare(form.required("name", LONGEST)));
    Optional<DomainRule> rule = rule(form.value("rule"));
    if (domain.isEmpty()) {
      form.refuse("name", "domain.wrong");
    }
    if (rule.isEmpty()) {
      form.refuse("rule", "domain.rule.missing");
    }
    if (!form.isGood()) {
      return draw(form, acting).status(422);
    }
    domains.put(acting.tenant(), domain.orElseThrow(), rule.orElseThrow(), acting.user());
    return Answer.redirect(PATH).good("domain.saved", domain.orElseThrow().value());
  }

  /** People copy whole addresses; what stands behind the last @ counts. */
  private static String bare(String typed) {
    return typed.substring(typed.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
  }

  private static Optional<DomainRule> rule(String name) {
    return Arrays.stream(DomainRule.values()).filter(rule -> rule.name().equals(name)).findFirst();
  }

  @PostMapping(PATH + "/remove")
  Answer remove(FormInput form, Acting acting) {
    Optional<HostName> domain = HostName.parse(form.value("remove"));
    domain.ifPresent(name -> domains.remove(acting.tenant(), name));
    Answer back = Answer.redirect(PATH);
    return domain.map(name -> back.good("domain.removed", name.value())).orElse(back);
  }

  @PostMapping(PATH + "/throw-away")
  Answer throwAway(FormInput form, Acting acting) {
    domains.refuseThrowAway(acting.tenant(), form.has("refuse", "true"), acting.user());
    return Answer.redirect(PATH).good("domain.throw.saved");
  }

  private Answer draw(FormInput form, Acting acting) {
    return Answer.page("form/domains")
        .with("form", form)
        .with("lists", domains.of(acting.tenant()))
        .with("rules", DomainRule.values())
        .with("known", throwAways.count())
        .with("own", throwAways.ownList());
  }
}
