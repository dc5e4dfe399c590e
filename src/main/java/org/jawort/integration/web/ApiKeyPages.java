package org.jawort.integration.web;

import java.util.UUID;
import org.jawort.consent.AskingBasis;
import org.jawort.consent.StatedBasis;
import org.jawort.integration.ApiKeyId;
import org.jawort.integration.ApiKeys;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FormInput;
import org.jawort.platform.web.Labels;
import org.jawort.tenant.Acting;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The keys of other systems: owners list, create and revoke them. */
@Controller
class ApiKeyPages {
  private static final String ADDRESS = "/app/settings/api-keys";

  private final ApiKeys keys;

  ApiKeyPages(ApiKeys keys) {
    this.keys = keys;
  }

  @GetMapping(ADDRESS)
  Answer list(Acting acting) {
    return draw(acting, FormInput.empty());
  }

  /** Answers with the key itself instead of a redirect: it is kept nowhere to be shown later. */
  @PostMapping(ADDRESS)
  Answer create(@Labels("integration.keys") FormInput form, Acting acting) {
    String name = form.required("name", ApiKeys.LONGEST_NAME);
    StatedBasis basis = basis(form);
    return form.isGood()
        ? Answer.page("integration/key-made")
            .with("name", name)
            .with("secret", keys.issue(acting.tenant(), name, basis).secret())
        : draw(acting, form).status(422);
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
  Answer revoke(@PathVariable UUID id, Acting acting) {
    Answer list = Answer.redirect(ADDRESS);
    return keys.revoke(acting.tenant(), new ApiKeyId(id))
        ? list.good("integration.keys.revoked")
        : list.bad("integration.keys.gone");
  }

  private Answer draw(Acting acting, FormInput form) {
    return Answer.page("integration/keys")
        .with("keys", keys.all(acting.tenant()))
        .with("form", form)
        .with("carrying", AskingBasis.carrying())
        .with("document", BearerFilter.DOCUMENT);
  }
}
