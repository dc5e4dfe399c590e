package org.jawort.campaign.landing.web;

import static org.jawort.campaign.landing.web.LandingAddresses.ONE;

import java.time.InstantSource;
import java.util.List;
import org.jawort.campaign.landing.LandingContent;
import org.jawort.campaign.landing.LandingEditing;
import org.jawort.campaign.landing.LandingKind;
import org.jawort.campaign.landing.LandingPage;
import org.jawort.campaign.landing.LandingPages;
import org.jawort.campaign.landing.LandingPicture;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.ContentPolicy;
import org.jawort.platform.web.FormInput;
import org.jawort.platform.web.Labels;
import org.jawort.tenant.Acting;
import org.jawort.tenant.Tenant;
import org.jawort.tenant.Tenants;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

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
  Answer version(LandingHistory page, @PathVariable int version, Acting acting) {
    LandingPage shown = page.version(version);
    return shown(acting, shown, shown.content(), shown.logo());
  }

  /** Changes nothing; it is a POST because what was typed may be long. */
  @PostMapping(ONE + "/preview")
  Answer typed(LandingHistory page, @Labels(LandingForm.LABELS) FormInput form, Acting acting) {
    LandingContent content = LandingForm.content(form);
    LandingPicture logo = editing.picture(acting.tenant(), content.logo()).orElse(null);
    return shown(acting, page.latest(), content, logo);
  }

  private Answer shown(
      Acting acting, LandingPage page, LandingContent content, @Nullable LandingPicture logo) {
    Tenant tenant = tenants.find(acting.tenant());
    var shown = pages.draft(tenant, page.kind(), painted(content), logo);
    Answer view =
        Answer.page("landing/page")
            .with("shown", shown)
            .with("brand", shown.brand())
            .in(page.language())
            .policy(ContentPolicy.STRICT.with("sandbox", "").with("frame-ancestors", "'self'"));
    if (page.kind().mayLeadElsewhere() && !content.redirect().isEmpty()) {
      view.with("elsewhere", content.redirect());
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

  private Answer sample(Answer view, Tenant tenant, LandingPage page) {
    LandingKind kind = page.kind();
    if (kind.isQuestion()) {
      String wording =
          messages.getMessage(
              "landing.preview.wording", new Object[] {tenant.name()}, page.language().locale());
      view.with("action", "#").with("wordings", List.of(wording));
    }
    if (kind == LandingKind.CONFIRM || kind == LandingKind.REFUSE) {
      view.with("signedUpAt", clock.instant())
          .with("since", "landing.signedUpAt")
          .with("zone", tenant.timeZone());
    }
    if (kind == LandingKind.CONFIRMED || kind == LandingKind.ALREADY_CONFIRMED) {
      view.with("unsubscribe", "#");
    }
    if (kind == LandingKind.EXPIRED) {
      view.with("signUp", "#");
    }
    return view;
  }
}
