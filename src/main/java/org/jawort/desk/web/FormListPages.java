package org.jawort.desk.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jawort.desk.FormCounts;
import org.jawort.desk.Overview;
import org.jawort.form.Form;
import org.jawort.form.Forms;
import org.jawort.platform.Settings;
import org.jawort.tenant.Acting;
import org.jawort.tenant.Tenant;
import org.jawort.tenant.Tenants;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The forms: where they stand, how often they are used, what they ask. */
@Controller
class FormListPages {
  private final Forms forms;
  private final FormCounts counts;
  private final Overview overview;
  private final Tenants tenants;
  private final Settings settings;

  FormListPages(
      Forms forms, FormCounts counts, Overview overview, Tenants tenants, Settings settings) {
    this.forms = forms;
    this.counts = counts;
    this.overview = overview;
    this.tenants = tenants;
    this.settings = settings;
  }

  /**
   * A form as its page shows it.
   *
   * @param address whole, for a link on a website
   * @param signUps in the last 30 days
   */
  record Shown(Form form, String address, int signUps) {}

  @GetMapping("/app/forms")
  String list(Acting acting, Model model) {
    model.addAttribute("forms", shown(acting));
    return draw(acting, model, "desk/forms");
  }

  @GetMapping("/app/forms/{id:" + NotFound.ID + "}")
  @Nullable String look(
      @PathVariable UUID id,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    Optional<Shown> found =
        shown(acting).stream().filter(shown -> shown.form().id().value().equals(id)).findFirst();
    if (found.isEmpty()) {
      return NotFound.form(request, response);
    }
    model.addAttribute("shown", found.get());
    return draw(acting, model, "desk/form");
  }

  private List<Shown> shown(Acting acting) {
    Tenant tenant = tenants.find(acting.tenant());
    Map<UUID, Integer> signUps = counts.since(acting.tenant(), overview.begin(tenant.timeZone()));
    return forms.all(acting.tenant()).stream()
        .map(
            form ->
                new Shown(
                    form,
                    settings.publicUrl() + "/f/" + form.key(),
                    signUps.getOrDefault(form.id().value(), 0)))
        .toList();
  }

  private String draw(Acting acting, Model model, String view) {
    model.addAttribute("policyMissing", tenants.find(acting.tenant()).privacyPolicyUrl().isEmpty());
    return view;
  }
}
