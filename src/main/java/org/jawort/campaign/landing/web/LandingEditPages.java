package org.jawort.campaign.landing.web;

import static org.jawort.campaign.landing.web.LandingAddresses.LIST;
import static org.jawort.campaign.landing.web.LandingAddresses.ONE;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.campaign.landing.LandingContent;
import org.jawort.campaign.landing.LandingEditing;
import org.jawort.campaign.landing.LandingPage;
import org.jawort.campaign.landing.LandingPageId;
import org.jawort.campaign.landing.LandingPages;
import org.jawort.campaign.landing.PublishingOutcome;
import org.jawort.platform.web.Flash;
import org.jawort.platform.web.FormInput;
import org.jawort.platform.web.Problems;
import org.jawort.tenant.Acting;
import org.jawort.tenant.Tenants;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/**
 * Where staff write one landing page. Nothing that was typed is lost, whatever is wrong with it.
 */
@Controller
class LandingEditPages {
  private final LandingPages pages;
  private final LandingEditing editing;
  private final LandingLogos logos;
  private final LandingDesk desk;
  private final Tenants tenants;

  LandingEditPages(
      LandingPages pages,
      LandingEditing editing,
      LandingLogos logos,
      LandingDesk desk,
      Tenants tenants) {
    this.pages = pages;
    this.editing = editing;
    this.logos = logos;
    this.desk = desk;
    this.tenants = tenants;
  }

  @GetMapping(ONE)
  @Nullable String show(
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable Integer from,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    List<LandingPage> versions = pages.versions(acting.tenant(), new LandingPageId(id));
    if (versions.isEmpty()) {
      return unknown(request, response);
    }
    LandingPage taken =
        versions.stream()
            .filter(version -> from != null && version.version() == from)
            .findFirst()
            .orElse(versions.getFirst());
    return desk.draw(versions, filled(acting, taken, versions), acting, response, model);
  }

  private FormInput filled(Acting acting, LandingPage taken, List<LandingPage> versions) {
    String colour = tenants.find(acting.tenant()).colour();
    return LandingForm.filled(taken, versions.getFirst().version(), colour);
  }

  @PostMapping(ONE)
  @Nullable String publish(
      @PathVariable UUID id,
      @RequestParam MultiValueMap<String, String> values,
      @RequestParam(required = false) @Nullable MultipartFile file,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    var page = new LandingPageId(id);
    List<LandingPage> versions = pages.versions(acting.tenant(), page);
    if (versions.isEmpty()) {
      return unknown(request, response);
    }
    FormInput form = LandingForm.of(values);
    logos.take(acting, file, form);
    if (!form.value("take").isEmpty()) {
      form.with("colour", form.value("take")).with("colours", "own");
    }
    LandingContent content = LandingForm.content(form);
    if (!form.isGood()) {
      LandingForm.refuse(form, editing.check(acting.tenant(), versions.getFirst().kind(), content));
      response.setStatus(422);
      return desk.draw(versions, form, acting, response, model);
    }
    return form.value("step").equals("publish")
        ? publish(page, content, form, acting, response, model)
        : desk.draw(versions, form, acting, response, model);
  }

  private String publish(
      LandingPageId page,
      LandingContent content,
      FormInput form,
      Acting acting,
      HttpServletResponse response,
      Model model) {
    boolean everywhere = form.has("everywhere", "true");
    PublishingOutcome outcome =
        editing.publish(
            acting.tenant(), page, content, LandingForm.seen(form), everywhere, acting.user());
    switch (outcome) {
      case PublishingOutcome.Published(int version, int others) -> {
        if (others > 0) {
          Flash.good(response, "landing.published.everywhere", version, others);
        } else {
          Flash.good(response, "landing.published", version);
        }
      }
      case PublishingOutcome.Same() -> Flash.good(response, "landing.same");
      case PublishingOutcome.Unknown() -> Flash.bad(response, "landing.same");
      case PublishingOutcome.Unfit(var lacks) -> {
        LandingForm.refuse(form, lacks);
        response.setStatus(422);
        return again(page, form, acting, response, model);
      }
      case PublishingOutcome.Overtaken(LandingPage latest) -> {
        desk.overtaken(latest, content, acting, model);
        response.setStatus(409);
        return again(
            page, form.with("seen", String.valueOf(latest.version())), acting, response, model);
      }
    }
    return "redirect:" + LIST + "/" + page;
  }

  private String again(
      LandingPageId page,
      FormInput form,
      Acting acting,
      HttpServletResponse response,
      Model model) {
    return desk.draw(pages.versions(acting.tenant(), page), form, acting, response, model);
  }

  @PostMapping(ONE + "/standard")
  String restore(
      @PathVariable UUID id,
      @RequestParam MultiValueMap<String, String> values,
      Acting acting,
      HttpServletResponse response) {
    var page = new LandingPageId(id);
    int seen = LandingForm.seen(LandingForm.of(values));
    switch (editing.restore(acting.tenant(), page, seen, acting.user())) {
      case PublishingOutcome.Published(int version, int others) ->
          Flash.good(response, "landing.restored", version);
      case PublishingOutcome.Overtaken(LandingPage latest) ->
          Flash.bad(response, "landing.restore.overtaken", latest.version());
      default -> Flash.good(response, "landing.same");
    }
    return "redirect:" + LIST + "/" + page;
  }

  /** What was shown at some time, as evidence names it. */
  @GetMapping(ONE + "/versions/{version:[1-9][0-9]{0,8}}")
  @Nullable String version(
      @PathVariable UUID id,
      @PathVariable int version,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    Optional<LandingPage> found = find(acting, id, version);
    if (found.isEmpty()) {
      return unknown(request, response);
    }
    return desk.version(found.get(), acting, response, model);
  }

  private Optional<LandingPage> find(Acting acting, UUID id, int version) {
    return pages.versions(acting.tenant(), new LandingPageId(id)).stream()
        .filter(page -> page.version() == version)
        .findFirst();
  }

  private static @Nullable String unknown(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Problems.answer(request, response, 404, "landing.unknown");
    return null;
  }
}
