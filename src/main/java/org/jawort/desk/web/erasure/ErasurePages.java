package org.jawort.desk.web.erasure;

import java.util.Optional;
import java.util.UUID;
import org.jawort.contact.ContactId;
import org.jawort.contact.ContactPointId;
import org.jawort.desk.ContactRow;
import org.jawort.desk.web.NotFound;
import org.jawort.desk.web.PurposeWords;
import org.jawort.erasure.ErasureOutcome;
import org.jawort.erasure.ErasurePreview;
import org.jawort.erasure.ErasureWish;
import org.jawort.erasure.Erasures;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FormInput;
import org.jawort.platform.web.PageFault;
import org.jawort.tenant.Acting;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Says what erasing destroys and what is kept, and does it. */
@Controller
class ErasurePages {
  private static final String ERASE = "/app/contacts/{id:" + NotFound.ID + "}/erase";

  private final Erasures erasures;
  private final PurposeWords purposes;

  ErasurePages(Erasures erasures, PurposeWords purposes) {
    this.erasures = erasures;
    this.purposes = purposes;
  }

  @GetMapping(ERASE)
  Answer ask(@PathVariable UUID id, @RequestParam Optional<UUID> point, Acting acting) {
    return draw(new ContactId(id), point.map(ContactPointId::new), acting);
  }

  private Answer draw(ContactId id, Optional<ContactPointId> point, Acting acting) {
    ErasurePreview preview =
        erasures.preview(acting.tenant(), id, point).orElseThrow(NotFound::contact);
    var contact = preview.contact();
    return Answer.page("erasure/erase")
        .with("preview", preview)
        .with("name", ContactRow.name(contact.firstName(), contact.lastName(), contact.company()))
        .with("point", point.map(ContactPointId::value).orElse(null))
        .with("purposes", purposes.of(acting.tenant()));
  }

  @PostMapping(ERASE)
  Answer erase(@PathVariable UUID id, FormInput form, Acting acting) {
    ErasureWish wish = wish(new ContactId(id), form);
    return switch (erasures.erase(acting.tenant(), wish, acting.actor())) {
      case ErasureOutcome.Erased(boolean whole) ->
          next(whole, id).good(whole ? "erasure.done" : "erasure.done.point");
      case ErasureOutcome.ProofKept(boolean whole, var until) ->
          next(whole, id).good(whole ? "erasure.done.kept" : "erasure.done.point.kept");
      case ErasureOutcome.ProofStands stands -> again(wish, acting).with("undecided", true);
      case ErasureOutcome.Overtaken overtaken -> again(wish, acting).with("overtaken", true);
      case ErasureOutcome.Unknown(Optional<ContactId> into) ->
          Answer.redirect("/app/contacts/" + into.orElseThrow(NotFound::contact))
              .bad("contact.merge.gone");
    };
  }

  /** A form with other values than ours is none of ours. */
  private static ErasureWish wish(ContactId contact, FormInput form) {
    String point = form.value("point");
    String proof = form.value("proof");
    try {
      return new ErasureWish(
          contact,
          point.isEmpty()
              ? Optional.empty()
              : Optional.of(new ContactPointId(UUID.fromString(point))),
          proof.isEmpty() ? ErasureWish.Proof.ASK : ErasureWish.Proof.valueOf(proof),
          form.has("suppress", "true"),
          // A form that does not say so is as old as can be.
          Optional.of(form.secret("asOf")));
    } catch (IllegalArgumentException e) {
      throw PageFault.of(400, "frame.error.400");
    }
  }

  private Answer again(ErasureWish wish, Acting acting) {
    return draw(wish.contact(), wish.point(), acting).status(409);
  }

  private static Answer next(boolean whole, UUID id) {
    return Answer.redirect("/app/contacts" + (whole ? "" : "/" + id));
  }
}
