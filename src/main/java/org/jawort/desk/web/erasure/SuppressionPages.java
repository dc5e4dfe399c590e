package org.jawort.desk.web.erasure;

import java.util.Optional;
import org.jawort.contact.Suppressions;
import org.jawort.contact.address.CheckedAddress;
import org.jawort.desk.web.AddressLines;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FormInput;
import org.jawort.platform.web.Labels;
import org.jawort.tenant.Acting;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.audit.AuditTrail;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * The suppression list: how long it is, whether an address is on it, and taking one off. It cannot
 * be read, as it holds hashes alone.
 */
@Controller
class SuppressionPages {
  private static final String ADDRESS = "address";

  private final Suppressions suppressions;
  private final Tenants tenants;
  private final AuditTrail trail;

  SuppressionPages(Suppressions suppressions, Tenants tenants, AuditTrail trail) {
    this.suppressions = suppressions;
    this.tenants = tenants;
    this.trail = trail;
  }

  @GetMapping("/app/suppression")
  Answer show(Acting acting) {
    return draw(FormInput.empty(), acting);
  }

  private Answer draw(FormInput form, Acting acting) {
    return Answer.page("erasure/suppression")
        .with("counts", suppressions.counts(acting.tenant()))
        .with("form", form);
  }

  private Answer draw(FormInput form, CheckedAddress address, Acting acting) {
    return draw(form, acting)
        .with("checked", address.typed())
        .with("since", suppressions.check(acting.tenant(), address).orElse(null));
  }

  /** By POST, so that no address stands in an address bar or a log. */
  @PostMapping("/app/suppression/check")
  Answer check(@Labels("erasure.suppression") FormInput form, Acting acting) {
    return address(form, acting)
        .map(address -> draw(form, address, acting))
        .orElseGet(() -> draw(form, acting).status(422));
  }

  private Optional<CheckedAddress> address(FormInput form, Acting acting) {
    return AddressLines.typed(form, ADDRESS, tenants.find(acting.tenant()).country());
  }

  @PostMapping("/app/suppression/remove")
  Answer remove(@Labels("erasure.suppression") FormInput form, Acting acting) {
    Optional<CheckedAddress> address = address(form, acting);
    String reason = form.text("reason", Suppressions.LONGEST_REASON);
    if (reason.isEmpty()) {
      form.refuse("reason", "erasure.suppression.reason.missing");
    }
    if (address.isEmpty()) {
      return draw(form, acting).status(422);
    }
    if (!form.isGood()) {
      return draw(form, address.get(), acting).status(422);
    }
    trail.because(reason);
    boolean removed = suppressions.remove(acting.tenant(), address.get(), acting.actor(), reason);
    Answer list = Answer.redirect("/app/suppression");
    return removed
        ? list.good("erasure.suppression.removed")
        : list.bad("erasure.suppression.gone");
  }
}
