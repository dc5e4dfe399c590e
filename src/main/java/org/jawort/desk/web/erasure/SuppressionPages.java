package org.jawort.desk.web.erasure;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jawort.contact.Suppressions;
import org.jawort.contact.address.CheckedAddress;
import org.jawort.desk.web.AddressLines;
import org.jawort.platform.web.Flash;
import org.jawort.platform.web.FormInput;
import org.jawort.tenant.Acting;
import org.jawort.tenant.Actor;
import org.jawort.tenant.Tenants;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The suppression list: how long it is, whether an address is on it, and taking one off. It cannot
 * be read, as it holds hashes alone.
 */
@Controller
class SuppressionPages {
  private static final String ADDRESS = "address";

  private final Suppressions suppressions;
  private final Tenants tenants;

  SuppressionPages(Suppressions suppressions, Tenants tenants) {
    this.suppressions = suppressions;
    this.tenants = tenants;
  }

  @GetMapping("/app/suppression")
  String show(Acting acting, Model model) {
    return draw(FormInput.empty(), acting, model);
  }

  private String draw(FormInput form, Acting acting, Model model) {
    model.addAttribute("counts", suppressions.counts(acting.tenant()));
    model.addAttribute("form", form);
    return "erasure/suppression";
  }

  /** By POST, so that no address stands in an address bar or a log. */
  @PostMapping("/app/suppression/check")
  String check(
      @RequestParam MultiValueMap<String, String> values,
      Acting acting,
      HttpServletResponse response,
      Model model) {
    FormInput form = FormInput.of(values, "erasure.suppression");
    List<CheckedAddress> address = address(form, acting);
    if (address.isEmpty()) {
      response.setStatus(422);
    } else {
      Optional<Instant> since = suppressions.check(acting.tenant(), address.getFirst());
      model.addAttribute("checked", address.getFirst().typed());
      model.addAttribute("since", since.orElse(null));
    }
    return draw(form, acting, model);
  }

  private List<CheckedAddress> address(FormInput form, Acting acting) {
    String typed = form.required(ADDRESS, 254);
    return form.isGood()
        ? AddressLines.one(
            form,
            ADDRESS,
            AddressLines.channelOf(typed),
            typed,
            tenants.find(acting.tenant()).country())
        : List.of();
  }

  @PostMapping("/app/suppression/remove")
  String remove(
      @RequestParam MultiValueMap<String, String> values,
      Acting acting,
      HttpServletResponse response,
      Model model) {
    FormInput form = FormInput.of(values, "erasure.suppression");
    List<CheckedAddress> address = address(form, acting);
    String reason = form.text("reason", Suppressions.LONGEST_REASON);
    if (reason.isEmpty()) {
      form.refuse("reason", "erasure.suppression.reason.missing");
    }
    if (!form.isGood() || address.isEmpty()) {
      response.setStatus(422);
      if (!address.isEmpty()) {
        model.addAttribute("checked", address.getFirst().typed());
        model.addAttribute(
            "since", suppressions.check(acting.tenant(), address.getFirst()).orElse(null));
      }
      return draw(form, acting, model);
    }
    boolean removed =
        suppressions.remove(
            acting.tenant(), address.getFirst(), Actor.staff(acting.user().value()), reason);
    if (removed) {
      Flash.good(response, "erasure.suppression.removed");
    } else {
      Flash.bad(response, "erasure.suppression.gone");
    }
    return "redirect:/app/suppression";
  }
}
