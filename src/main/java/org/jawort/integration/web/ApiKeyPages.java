package org.jawort.integration.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.jawort.consent.AskingBasis;
import org.jawort.consent.StatedBasis;
import org.jawort.integration.ApiKeyId;
import org.jawort.integration.ApiKeys;
import org.jawort.platform.web.Flash;
import org.jawort.platform.web.FormInput;
import org.jawort.tenant.Acting;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The keys of other systems: owners list, create and revoke them. */
@Controller
class ApiKeyPages {
  private static final String ADDRESS = "/app/settings/api-keys";

  private final ApiKeys keys;

  ApiKeyPages(ApiKeys keys) {
    this.keys = keys;
  }

  @GetMapping(ADDRESS)
  String list(Acting acting, Model model) {
    return draw(acting, FormInput.empty(), model);
  }

  /** Answers with the key itself instead of a redirect: it is kept nowhere to be shown later. */
  @PostMapping(ADDRESS)
  String create(
      @RequestParam MultiValueMap<String, String> values,
      Acting acting,
      HttpServletResponse response,
      Model model) {
    FormInput form = FormInput.of(values, "integration.keys");
    String name = form.required("name", ApiKeys.LONGEST_NAME);
    StatedBasis basis = basis(form);
    if (!form.isGood()) {
      response.setStatus(422);
      return draw(acting, form, model);
    }
    model.addAttribute("name", name);
    model.addAttribute("secret", keys.issue(acting.tenant(), name, basis).secret());
    return "integration/key-made";
  }

  /** On what basis the key's system may ask people, where a request says nothing else (B-05). */
  private static StatedBasis basis(FormInput form) {
    AskingBasis basis =
        AskingBasis.carrying().stream()
            .filter(one -> one.name().equals(form.value("basis")))
            .findFirst()
            .orElse(AskingBasis.OWN_REQUEST_AT_SYSTEM);
    if (!form.has("basis", basis.name())) {
      form.refuse("basis", "asking.lack.BASIS");
    }
    String note = form.optional("basisNote", StatedBasis.LONGEST_NOTE);
    if (note.isEmpty() && basis.needsNote()) {
      form.refuse("basisNote", "asking.lack.NOTE");
    }
    return StatedBasis.ofKey(basis, note.isEmpty() ? null : note);
  }

  @PostMapping(ADDRESS + "/{id}/revoke")
  String revoke(@PathVariable UUID id, Acting acting, HttpServletResponse response) {
    if (keys.revoke(acting.tenant(), new ApiKeyId(id))) {
      Flash.good(response, "integration.keys.revoked");
    } else {
      Flash.bad(response, "integration.keys.gone");
    }
    return "redirect:" + ADDRESS;
  }

  private String draw(Acting acting, FormInput form, Model model) {
    model.addAttribute("keys", keys.all(acting.tenant()));
    model.addAttribute("form", form);
    model.addAttribute("carrying", AskingBasis.carrying());
    model.addAttribute("document", BearerFilter.DOCUMENT);
    return "integration/keys";
  }
}
