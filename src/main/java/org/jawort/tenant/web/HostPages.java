package org.jawort.tenant.web;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FormInput;
import org.jawort.platform.web.Labels;
import org.jawort.tenant.Acting;
import org.jawort.tenant.AllowedHosts;
import org.jawort.tenant.HostName;
import org.jawort.tenant.HostUse;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** The websites that visitors may be sent on to: staff read the list, owners keep it. */
@Controller
class HostPages {
  private static final String PATH = "/app/settings/hosts";
  private static final int LONGEST = 300;

  private final AllowedHosts hosts;

  HostPages(AllowedHosts hosts) {
    this.hosts = hosts;
  }

  @GetMapping(PATH)
  Answer list(Acting acting) {
    return draw(FormInput.empty(), acting);
  }

  @PostMapping(PATH)
  Answer add(@Labels("tenant.hosts") FormInput form, Acting acting) {
    Optional<HostName> host = HostName.parse(bare(form.required("host", LONGEST)));
    if (host.isEmpty()) {
      form.refuse("host", "tenant.hosts.wrong");
    }
    if (!form.isGood()) {
      return draw(form, acting).status(422);
    }
    boolean added = hosts.add(acting.tenant(), host.orElseThrow(), acting.user());
    return Answer.redirect(PATH).good(added ? "tenant.hosts.added" : "tenant.hosts.known");
  }

  /** People copy an address from the browser; its host is what counts. */
  private static String bare(String typed) {
    String lower = typed.toLowerCase(Locale.ROOT);
    return lower.startsWith("https://")
        ? lower.substring("https://".length()).split("[/?#]", 2)[0]
        : lower;
  }

  @PostMapping(PATH + "/remove")
  Answer remove(@Labels("tenant.hosts") FormInput form, Acting acting) {
    Optional<HostName> host = HostName.parse(form.value("remove"));
    if (host.isPresent()
        && hosts.remove(acting.tenant(), host.get())
            instanceof AllowedHosts.RemovalOutcome.InUse(List<HostUse> uses)) {
      return draw(FormInput.empty(), acting)
          .with("refused", host.get())
          .with("uses", uses)
          .status(409);
    }
    return Answer.redirect(PATH).good("tenant.hosts.removed");
  }

  private Answer draw(FormInput form, Acting acting) {
    return Answer.page("tenant/hosts").with("form", form).with("hosts", hosts.all(acting.tenant()));
  }
}
