package org.jawort.desk.web.erasure;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
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
import org.jawort.platform.web.Flash;
import org.jawort.tenant.Acting;
import org.jawort.tenant.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
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
  @Nullable String ask(
      @PathVariable UUID id,
      @RequestParam Optional<UUID> point,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    return draw(id, point, acting, request, response, model);
  }

  private @Nullable String draw(
      UUID id,
      Optional<UUID> point,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    Optional<ErasurePreview> preview =
        erasures.preview(acting.tenant(), new ContactId(id), point.map(ContactPointId::new));
    if (preview.isEmpty()) {
      return NotFound.contact(request, response);
    }
    var contact = preview.get().contact();
    model.addAttribute("preview", preview.get());
    model.addAttribute(
        "name", ContactRow.name(contact.firstName(), contact.lastName(), contact.company()));
    model.addAttribute("point", point.orElse(null));
    model.addAttribute("purposes", purposes.of(acting.tenant()));
    return "erasure/erase";
  }

  @PostMapping(ERASE)
  @Nullable String erase(
      @PathVariable UUID id,
      @RequestParam Optional<UUID> point,
      @RequestParam(defaultValue = "ASK") ErasureWish.Proof proof,
      @RequestParam(defaultValue = "false") boolean suppress,
      @RequestParam(defaultValue = "") String asOf,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    var wish =
        new ErasureWish(
            new ContactId(id),
            point.map(ContactPointId::new),
            proof,
            suppress,
            // A form that does not say so is as old as can be.
            Optional.of(asOf));
    switch (erasures.erase(acting.tenant(), wish, Actor.staff(acting.user().value()))) {
      case ErasureOutcome.Erased(boolean whole) -> {
        Flash.good(response, whole ? "erasure.done" : "erasure.done.point");
        return next(whole, id);
      }
      case ErasureOutcome.ProofKept(boolean whole, var until) -> {
        Flash.good(response, whole ? "erasure.done.kept" : "erasure.done.point.kept");
        return next(whole, id);
      }
      case ErasureOutcome.ProofStands stands -> model.addAttribute("undecided", true);
      case ErasureOutcome.Overtaken overtaken -> model.addAttribute("overtaken", true);
      case ErasureOutcome.Unknown(Optional<ContactId> into) -> {
        if (into.isEmpty()) {
          return NotFound.contact(request, response);
        }
        Flash.bad(response, "contact.merge.gone");
        return "redirect:/app/contacts/" + into.get();
      }
    }
    response.setStatus(409);
    return draw(id, point, acting, request, response, model);
  }

  private static String next(boolean whole, UUID id) {
    return "redirect:/app/contacts" + (whole ? "" : "/" + id);
  }
}
