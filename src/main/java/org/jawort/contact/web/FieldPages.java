package org.jawort.contact.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.jawort.contact.ContactFields;
import org.jawort.contact.OwnChange;
import org.jawort.contact.Owned;
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

/** The fields that a tenant adds to its contacts: all see which there are, editors keep them. */
@Controller
class FieldPages {
  private static final String PATH = OwnAddresses.FIELDS;
  private static final String ONE = PATH + "/{id:" + OwnAddresses.ID + "}";

  private final ContactFields fields;

  FieldPages(ContactFields fields) {
    this.fields = fields;
  }

  @GetMapping(PATH)
  String list(Acting acting, Model model) {
    model.addAttribute("fields", fields.counted(acting.tenant()));
    return "contact/fields";
  }

  @GetMapping(PATH + "/new")
  String blank(Model model) {
    return draw(FormInput.empty(), null, model);
  }

  @PostMapping(PATH)
  String create(
      @RequestParam MultiValueMap<String, String> values,
      Acting acting,
      HttpServletResponse response,
      Model model) {
    FormInput form = FormInput.of(values, "field");
    String name = OwnNames.read(form);
    if (form.isGood()) {
      Optional<UUID> created = fields.create(acting.tenant(), name);
      if (created.isPresent()) {
        Flash.good(response, "field.created");
        return "redirect:" + PATH;
      }
      form.refuse("name", "field.taken");
    }
    response.setStatus(422);
    return draw(form, null, model);
  }

  @GetMapping(ONE + "/rename")
  @Nullable String rename(
      @PathVariable UUID id,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    Optional<Owned> field = fields.find(acting.tenant(), id);
    return field.isEmpty()
        ? unknown(request, response)
        : draw(FormInput.empty().with("name", field.get().name()), field.get(), model);
  }

  @PostMapping(ONE + "/rename")
  @Nullable String rename(
      @PathVariable UUID id,
      @RequestParam MultiValueMap<String, String> values,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    Optional<Owned> field = fields.find(acting.tenant(), id);
    if (field.isEmpty()) {
      return unknown(request, response);
    }
    FormInput form = FormInput.of(values, "field");
    String name = OwnNames.read(form);
    if (form.isGood()) {
      OwnChange change = fields.rename(acting.tenant(), id, name);
      if (!(change instanceof OwnChange.Taken)) {
        OwnNames.say(response, "field", change);
        return "redirect:" + PATH;
      }
      form.refuse("name", "field.taken");
    }
    response.setStatus(422);
    return draw(form, field.get(), model);
  }

  /** Says what would happen to how many, and asks once; or what relies on it. */
  @GetMapping(ONE + "/delete")
  @Nullable String delete(
      @PathVariable UUID id,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    Optional<Owned> field = fields.find(acting.tenant(), id);
    if (field.isEmpty()) {
      return unknown(request, response);
    }
    model.addAttribute("room", "field");
    model.addAttribute("path", PATH);
    model.addAttribute("one", field.get());
    model.addAttribute("uses", fields.uses(acting.tenant(), id));
    return "contact/own-delete";
  }

  @PostMapping(ONE + "/delete")
  String delete(@PathVariable UUID id, Acting acting, HttpServletResponse response) {
    OwnChange change = fields.delete(acting.tenant(), id);
    OwnNames.say(response, "field", change);
    return "redirect:" + (change instanceof OwnChange.InUse ? PATH + "/" + id + "/delete" : PATH);
  }

  private static String draw(FormInput form, @Nullable Owned field, Model model) {
    model.addAttribute("room", "field");
    model.addAttribute("path", PATH);
    model.addAttribute("form", form);
    model.addAttribute("one", field);
    return "contact/own-form";
  }

  private static @Nullable String unknown(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Problems.answer(
        request, response, 404, "field.unknown", new Problems.Link(PATH, "field.title"));
    return null;
  }
}
