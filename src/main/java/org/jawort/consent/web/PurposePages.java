package org.jawort.consent.web;

import static org.jawort.consent.web.ConsentAddresses.ID;
import static org.jawort.consent.web.ConsentAddresses.PURPOSES;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.consent.purpose.Purpose;
import org.jawort.consent.purpose.PurposeForms;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.consent.purpose.PurposeName;
import org.jawort.consent.purpose.PurposeProfile;
import org.jawort.consent.purpose.Purposes;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FormInput;
import org.jawort.platform.web.Labels;
import org.jawort.tenant.Acting;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

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
  Answer list(Acting acting) {
    List<Listed> listed =
        purposes.all(acting.tenant()).stream()
            .map(purpose -> new Listed(purpose, places.missing(acting.tenant(), purpose)))
            .toList();
    return Answer.page("consent/purposes")
        .with("open", listed.stream().filter(one -> one.purpose().open()).toList())
        .with("archived", listed.stream().filter(one -> !one.purpose().open()).toList());
  }

  @GetMapping(PURPOSES + "/new")
  Answer blank() {
    return draw(PurposeForm.filled(PurposeProfile.usual(new PurposeName("", ""))), null);
  }

  @PostMapping(PURPOSES)
  Answer create(@Labels(LABELS) FormInput form, Acting acting) {
    Optional<PurposeProfile> profile = PurposeForm.read(form);
    String key = PurposeForm.key(form);
    if (profile.isPresent() && form.isGood()) {
      Optional<Purpose> created = purposes.create(acting.tenant(), key, profile.get());
      if (created.isPresent()) {
        return Answer.redirect(PURPOSES + "/" + created.get().id()).good("consent.purpose.created");
      }
      form.refuse("key", "consent.purpose.key.taken", key);
    }
    return draw(form, null).status(422);
  }

  @GetMapping(ONE)
  Answer show(Purpose purpose, Acting acting) {
    return Answer.page("consent/purpose")
        .with("purpose", purpose)
        .with("firm", places.firm(acting.tenant()))
        .with("places", places.of(acting.tenant(), purpose))
        .with("versions", purposes.versions(acting.tenant(), purpose.id()))
        .with("forms", forms.asking(acting.tenant(), purpose.id()));
  }

  @GetMapping(ONE + "/edit")
  Answer edit(Purpose purpose) {
    return draw(PurposeForm.filled(purpose.profile()), purpose);
  }

  @PostMapping(ONE)
  Answer change(Purpose purpose, @Labels(LABELS) FormInput form, Acting acting) {
    Optional<PurposeProfile> profile = PurposeForm.read(form);
    if (profile.isEmpty()) {
      return draw(form, purpose).status(422);
    }
    purposes.change(acting.tenant(), purpose.id(), profile.get());
    return Answer.redirect(PURPOSES + "/" + purpose.id()).good("consent.purpose.saved");
  }

  /** Refused while a form still asks for it. */
  @PostMapping(ONE + "/archive")
  Answer archive(@PathVariable UUID id, Acting acting) {
    var purpose = new PurposeId(id);
    Answer list = Answer.redirect(PURPOSES);
    if (!forms.asking(acting.tenant(), purpose).isEmpty()) {
      return list.bad("consent.purpose.archive.asked");
    }
    return purposes.archive(acting.tenant(), purpose, true)
        ? list.good("consent.purpose.archive.done")
        : list.bad("consent.purpose.gone");
  }

  @PostMapping(ONE + "/restore")
  Answer restore(@PathVariable UUID id, Acting acting) {
    Answer list = Answer.redirect(PURPOSES);
    return purposes.archive(acting.tenant(), new PurposeId(id), false)
        ? list.good("consent.purpose.restore.done")
        : list.bad("consent.purpose.gone");
  }

  private static Answer draw(FormInput form, @Nullable Purpose purpose) {
    return Answer.page("consent/purpose-form").with("form", form).with("purpose", purpose);
  }
}
