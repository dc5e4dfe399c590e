package org.jawort.desk.web.contact;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.contact.AddPointOutcome;
import org.jawort.contact.ContactCard;
import org.jawort.contact.ContactId;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.Contacts;
import org.jawort.contact.address.CheckedAddress;
import org.jawort.desk.web.AddressLines;
import org.jawort.desk.web.NotFound;
import org.jawort.erasure.ErasureOutcome;
import org.jawort.erasure.ErasurePreview;
import org.jawort.erasure.ErasureWish;
import org.jawort.erasure.Erasures;
import org.jawort.platform.web.Audience;
import org.jawort.platform.web.Flash;
import org.jawort.platform.web.FormInput;
import org.jawort.tenant.Acting;
import org.jawort.tenant.Actor;
import org.jawort.tenant.Tenants;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Adds a contact point, and removes one that nothing ever happened to. One with a history can only
 * be erased, as its history would say nothing without it.
 */
@Controller
class ContactPointPages {
  private static final String CONTACT = "/app/contacts/{id:" + NotFound.ID + "}";
  private static final String ADDRESS = "address";

  private final Contacts contacts;
  private final Tenants tenants;
  private final Erasures erasures;

  ContactPointPages(Contacts contacts, Tenants tenants, Erasures erasures) {
    this.contacts = contacts;
    this.tenants = tenants;
    this.erasures = erasures;
  }

  @GetMapping(CONTACT + "/points/new")
  @Nullable String form(
      @PathVariable UUID id,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    return draw(id, FormInput.empty(), acting, request, response, model);
  }

  private @Nullable String draw(
      UUID id,
      FormInput form,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    Optional<ContactCard> card = contacts.find(acting.tenant(), new ContactId(id));
    if (card.isEmpty()) {
      return NotFound.contact(request, response);
    }
    model.addAttribute("card", card.get());
    model.addAttribute("form", form);
    return "contact/point";
  }

  @PostMapping(CONTACT + "/points/new")
  @Nullable String add(
      @PathVariable UUID id,
      @RequestParam MultiValueMap<String, String> values,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    FormInput form = FormInput.of(values, "contact.points");
    String typed = form.required(ADDRESS, 254);
    List<CheckedAddress> address =
        form.isGood()
            ? AddressLines.one(
                form,
                ADDRESS,
                AddressLines.channelOf(typed),
                typed,
                tenants.find(acting.tenant()).country())
            : List.of();
    if (!address.isEmpty()) {
      AddPointOutcome addPointOutcome =
          contacts.add(acting.tenant(), new ContactId(id), address.getFirst());
      switch (addPointOutcome) {
        case AddPointOutcome.Added(var point) -> {
          Flash.good(
              response, point.suppressed() ? "contact.new.suppressed" : "contact.points.added");
          return "redirect:/app/contacts/" + id;
        }
        case AddPointOutcome.Known(ContactId owner) -> {
          form.refuse(ADDRESS, "contact.points.known", typed);
          model.addAttribute("owner", owner);
        }
        case AddPointOutcome.Enough() ->
            form.refuse(ADDRESS, "contact.points.enough", Contacts.MOST_POINTS);
        case AddPointOutcome.NoSuchContact() -> {
          return NotFound.contact(request, response);
        }
      }
    }
    response.setStatus(422);
    return draw(id, form, acting, request, response, model);
  }

  @PostMapping(CONTACT + "/points/{point:" + NotFound.ID + "}/remove")
  @Nullable String remove(
      @PathVariable UUID id,
      @PathVariable UUID point,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    var contact = new ContactId(id);
    var wanted = Optional.of(new ContactPointId(point));
    Optional<ErasurePreview> preview = erasures.preview(acting.tenant(), contact, wanted);
    if (preview.isEmpty()) {
      return NotFound.contact(request, response);
    }
    if (!preview.get().counts().nothing() || preview.get().whole()) {
      return onlyByErasing(id, point, preview.get(), acting, response);
    }
    var wish =
        new ErasureWish(
            contact, wanted, ErasureWish.Proof.ASK, false, Optional.of(preview.get().asOf()));
    boolean removed =
        erasures.erase(acting.tenant(), wish, Actor.staff(acting.user().value()))
            instanceof ErasureOutcome.Erased;
    if (removed) {
      Flash.good(response, "contact.points.removed");
    } else {
      Flash.bad(response, "contact.points.overtaken");
    }
    return "redirect:/app/contacts/" + id;
  }

  private static String onlyByErasing(
      UUID id, UUID point, ErasurePreview preview, Acting acting, HttpServletResponse response) {
    String why = preview.whole() ? "contact.points.last" : "contact.points.history";
    if (!acting.role().belongsTo(Audience.EDITOR)) {
      Flash.bad(response, why + ".editor");
      return "redirect:/app/contacts/" + id;
    }
    Flash.bad(response, why);
    return "redirect:/app/contacts/" + id + "/erase" + (preview.whole() ? "" : "?point=" + point);
  }
}
