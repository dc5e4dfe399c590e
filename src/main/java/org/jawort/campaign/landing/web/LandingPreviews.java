package org.jawort.campaign.landing.web;

import static org.jawort.campaign.landing.web.LandingAddresses.ONE;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.campaign.landing.LandingContent;
import org.jawort.campaign.landing.LandingEditing;
import org.jawort.campaign.landing.LandingKind;
import org.jawort.campaign.landing.LandingPage;
import org.jawort.campaign.landing.LandingPageId;
import org.jawort.campaign.landing.LandingPages;
import org.jawort.campaign.landing.LandingPicture;
import org.jawort.platform.web.ContentPolicy;
import org.jawort.platform.web.FormInput;
import org.jawort.platform.web.PageLocale;
import org.jawort.platform.web.Problems;
import org.jawort.tenant.Acting;
import org.jawort.tenant.Tenant;
import org.jawort.tenant.Tenants;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * A landing page as visitors see it, in a frame that lets it do nothing: the same template with
 * something in place of what belongs to a visitor. A redirect shows the page that it replaces and
 * says so.
 */
@Controller
class LandingPreviews {
  private final LandingPages pages;
  private final LandingEditing editing;
  private final Tenants tenants;
  private final MessageSource messages;
  private final InstantSource clock;

  LandingPreviews(
      LandingPages pages,
      LandingEditing editing,
      Tenants tenants,
      MessageSource messages,
      InstantSource clock) {
    this.pages = pages;
    this.editing = editing;
    this.tenants = tenants;
    this.messages = messages;
    this.clock = clock;
  }

  @GetMapping(ONE + "/versions/{version:[1-9][0-9]{0,8}}/shown")
  @Nullable ModelAndView version(
      @PathVariable UUID id,
      @PathVariable int version,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Optional<LandingPage> page =
        pages.versions(acting.tenant(), new LandingPageId(id)).stream()
            .filter(one -> one.version() == version)
            .findFirst();
    return page.isEmpty()
        ? unknown(request, response)
        : shown(acting, page.get(), page.get().content(), page.get().logo(), request, response);
  }

  /** Changes nothing; it is a POST because what was typed may be long. */
  @PostMapping(ONE + "/preview")
  @Nullable ModelAndView typed(
      @PathVariable UUID id,
      @RequestParam MultiValueMap<String, String> values,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    List<LandingPage> versions = pages.versions(acting.tenant(), new LandingPageId(id));
    if (versions.isEmpty()) {
      return unknown(request, response);
    }
    FormInput form = LandingForm.of(values);
    LandingContent content = LandingForm.content(form);
    LandingPicture logo = editing.picture(acting.tenant(), content.logo()).orElse(null);
    return shown(acting, versions.getFirst(), content, logo, request, response);
  }

  private ModelAndView shown(
      Acting acting,
      LandingPage page,
      LandingContent content,
      @Nullable LandingPicture logo,
      HttpServletRequest request,
      HttpServletResponse response) {
    PageLocale.choose(request, page.language());
    ContentPolicy.STRICT.with("sandbox", "").with("frame-ancestors", "'self'").set(response);
    Tenant tenant = tenants.find(acting.tenant());
    var view = new ModelAndView("landing/page");
    var shown = pages.draft(tenant, page.kind(), painted(content), logo);
    view.addObject("shown", shown).addObject("brand", shown.brand());
    if (page.kind().mayLeadElsewhere() && !content.redirect().isEmpty()) {
      view.addObject("elsewhere", content.redirect());
    }
    return sample(view, tenant, page);
  }

  /** Half a colour, as it stands while somebody types, is none. */
  private static LandingContent painted(LandingContent content) {
    return content.colour().matches("#[0-9a-f]{6}")
        ? content
        : new LandingContent(
            content.heading(),
            content.text(),
            content.button(),
            content.redirect(),
            "",
            content.logo(),
            content.logoAlt());
  }

  private ModelAndView sample(ModelAndView view, Tenant tenant, LandingPage page) {
    LandingKind kind = page.kind();
    if (kind.isQuestion()) {
      String wording =
          messages.getMessage(
              "landing.preview.wording", new Object[] {tenant.name()}, page.language().locale());
      view.addObject("action", "#").addObject("wordings", List.of(wording));
    }
    if (kind == LandingKind.CONFIRM || kind == LandingKind.REFUSE) {
      view.addObject("signedUpAt", clock.instant())
          .addObject("since", "landing.signedUpAt")
          .addObject("zone", tenant.timeZone());
    }
    if (kind == LandingKind.CONFIRMED || kind == LandingKind.ALREADY_CONFIRMED) {
      view.addObject("unsubscribe", "#");
    }
    if (kind == LandingKind.EXPIRED) {
      view.addObject("signUp", "#");
    }
    return view;
  }

  private static @Nullable ModelAndView unknown(
      HttpServletRequest request, HttpServletResponse response) throws IOException {
    Problems.answer(request, response, 404, "landing.unknown");
    return null;
  }
}
