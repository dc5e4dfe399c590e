package org.jawort.consent.web;

import static org.jawort.consent.web.ConsentAddresses.ID;
import static org.jawort.consent.web.ConsentAddresses.PURPOSES;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.consent.purpose.Purpose;
import org.jawort.consent.purpose.PurposeForms;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.consent.purpose.PurposeName;
import org.jawort.consent.purpose.PurposeProfile;
import org.jawort.consent.purpose.Purposes;
import org.jawort.platform.web.Flash;
import org.jawort.platform.web.FormInput;
import org.jawort.platform.web.Problems;
import org.jawort.tenant.Acting;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What consents are for: staff read it, editors say it. */
@Controller
class PurposePages {
  private static final String ONE = PURPOSES + "/{id:" + ID + "}";
  private static final String LABELS = "consent.purpose";

  private final Purposes purposes;
  private final WordingPlaces places;
  private final PurposeForms forms;

  PurposePages(Purposes purposes, WordingPlaces places, PurposeForms forms) {
    this.purposes = purposes;
    this.places = places;
    this.forms = forms;
  }

  /** A purpose and where a wording of it is still missing. */
  record Listed(Purpose purpose, List<WordingPlaces.Place> missing) {}

  @GetMapping(PURPOSES)
  String list(Acting acting, Model model) {
    List<Listed> listed =
        purposes.all(acting.tenant()).stream()
            .map(purpose -> new Listed(purpose, places.missing(acting.tenant(), purpose)))
            .toList();
    model.addAttribute("open", listed.stream().filter(one -> one.purpose().open()).toList());
    model.addAttribute("archived", listed.stream().filter(one -> !one.purpose().open()).toList());
    return "consent/purposes";
  }

  @GetMapping(PURPOSES + "/new")
  String blank(Model model) {
    return draw(PurposeForm.filled(PurposeProfile.usual(new PurposeName("", ""))), null, model);
  }

  @PostMapping(PURPOSES)
  String create(
      @RequestParam MultiValueMap<String, String> values,
      Acting acting,
      HttpServletResponse response,
      Model model) {
    FormInput form = FormInput.of(values, LABELS);
    Optional<PurposeProfile> profile = PurposeForm.read(form);
    String key = PurposeForm.key(form);
    if (profile.isPresent() && form.isGood()) {
      Optional<Purpose> created = purposes.create(acting.tenant(), key, profile.get());
      if (created.isPresent()) {
        Flash.good(response, "consent.purpose.created");
        return "redirect:" + PURPOSES + "/" + created.get().id();
      }
      form.refuse("key", "consent.purpose.key.taken", key);
    }
    response.setStatus(422);
    return draw(form, null, model);
  }

  @GetMapping(ONE)
  @Nullable String show(
      @PathVariable UUID id,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    Optional<Purpose> purpose = purposes.find(acting.tenant(), new PurposeId(id));
    if (purpose.isEmpty()) {
      return unknown(request, response);
    }
    model.addAttribute("purpose", purpose.get());
    model.addAttribute("firm", places.firm(acting.tenant()));
    model.addAttribute("places", places.of(acting.tenant(), purpose.get()));
    model.addAttribute("forms", forms.asking(acting.tenant(), purpose.get().id()));
    return "consent/purpose";
  }

  @GetMapping(ONE + "/edit")
  @Nullable String edit(
      @PathVariable UUID id,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    Optional<Purpose> purpose = purposes.find(acting.tenant(), new PurposeId(id));
    return purpose.isEmpty()
        ? unknown(request, response)
        : draw(PurposeForm.filled(purpose.get().profile()), purpose.get(), model);
  }

  @PostMapping(ONE)
  @Nullable String change(
      @PathVariable UUID id,
      @RequestParam MultiValueMap<String, String> values,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    Optional<Purpose> purpose = purposes.find(acting.tenant(), new PurposeId(id));
    if (purpose.isEmpty()) {
      return unknown(request, response);
    }
    FormInput form = FormInput.of(values, LABELS);
    Optional<PurposeProfile> profile = PurposeForm.read(form);
    if (profile.isEmpty()) {
      response.setStatus(422);
      return draw(form, purpose.get(), model);
    }
    purposes.change(acting.tenant(), purpose.get().id(), profile.get());
    Flash.good(response, "consent.purpose.saved");
    return "redirect:" + PURPOSES + "/" + id;
  }

  /** Refused while a form still asks for it. */
  @PostMapping(ONE + "/archive")
  String archive(@PathVariable UUID id, Acting acting, HttpServletResponse response) {
    var purpose = new PurposeId(id);
    if (!forms.asking(acting.tenant(), purpose).isEmpty()) {
      Flash.bad(response, "consent.purpose.archive.asked");
    } else if (purposes.archive(acting.tenant(), purpose, true)) {
      Flash.good(response, "consent.purpose.archive.done");
    } else {
      Flash.bad(response, "consent.purpose.gone");
    }
    return "redirect:" + PURPOSES;
  }

  @PostMapping(ONE + "/restore")
  String restore(@PathVariable UUID id, Acting acting, HttpServletResponse response) {
    if (purposes.archive(acting.tenant(), new PurposeId(id), false)) {
      Flash.good(response, "consent.purpose.restore.done");
    } else {
      Flash.bad(response, "consent.purpose.gone");
    }
    return "redirect:" + PURPOSES;
  }

  private static String draw(FormInput form, @Nullable Purpose purpose, Model model) {
    model.addAttribute("form", form);
    model.addAttribute("purpose", purpose);
    return "consent/purpose-form";
  }

  static @Nullable String unknown(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Problems.answer(
        request,
        response,
        404,
        "consent.purpose.unknown",
        new Problems.Link(PURPOSES, "consent.purpose.unknown.link"));
    return null;
  }
}
