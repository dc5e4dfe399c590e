package org.jawort.tenant.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jawort.platform.web.Flash;
import org.jawort.platform.web.FormInput;
import org.jawort.tenant.Acting;
import org.jawort.tenant.AllowedHosts;
import org.jawort.tenant.HostName;
import org.jawort.tenant.HostUse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

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
  String list(Acting acting, Model model) {
    return draw(FormInput.empty(), acting, model);
  }

  @PostMapping(PATH)
  String add(
      @RequestParam MultiValueMap<String, String> values,
      Acting acting,
      HttpServletResponse response,
      Model model) {
    FormInput form = FormInput.of(values, "tenant.hosts");
    Optional<HostName> host = HostName.parse(bare(form.required("host", LONGEST)));
    if (host.isEmpty()) {
      form.refuse("host", "tenant.hosts.wrong");
    }
    if (!form.isGood()) {
      response.setStatus(422);
      return draw(form, acting, model);
    }
    boolean added = hosts.add(acting.tenant(), host.orElseThrow(), acting.user());
    Flash.good(response, added ? "tenant.hosts.added" : "tenant.hosts.known");
    return "redirect:" + PATH;
  }

  /** People copy an address from the browser; its host is what counts. */
  private static String bare(String typed) {
    String lower = typed.toLowerCase(Locale.ROOT);
    return lower.startsWith("https://")
        ? lower.substring("https://".length()).split("[/?#]", 2)[0]
        : lower;
  }

  @PostMapping(PATH + "/remove")
  String remove(
      @RequestParam MultiValueMap<String, String> values,
      Acting acting,
      HttpServletResponse response,
      Model model) {
    FormInput form = FormInput.of(values, "tenant.hosts");
    Optional<HostName> host = HostName.parse(form.value("remove"));
    if (host.isPresent()
        && hosts.remove(acting.tenant(), host.get())
            instanceof AllowedHosts.RemovalOutcome.InUse(List<HostUse> uses)) {
      response.setStatus(409);
      model.addAttribute("refused", host.get());
      model.addAttribute("uses", uses);
      return draw(FormInput.empty(), acting, model);
    }
    Flash.good(response, "tenant.hosts.removed");
    return "redirect:" + PATH;
  }

  private String draw(FormInput form, Acting acting, Model model) {
    model.addAttribute("form", form);
    model.addAttribute("hosts", hosts.all(acting.tenant()));
    return "tenant/hosts";
  }
}
