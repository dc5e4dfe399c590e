package org.jawort.campaign.landing.web;

import static org.jawort.campaign.landing.web.LandingAddresses.LIST;
import static org.jawort.campaign.landing.web.LandingAddresses.ONE;

import java.util.UUID;
import org.jawort.campaign.landing.LandingContent;
import org.jawort.campaign.landing.LandingEditing;
import org.jawort.campaign.landing.LandingPage;
import org.jawort.campaign.landing.LandingPageId;
import org.jawort.campaign.landing.LandingPages;
import org.jawort.campaign.landing.PublishingOutcome;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FormInput;
import org.jawort.platform.web.Labels;
import org.jawort.tenant.Acting;
import org.jawort.tenant.Tenants;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
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
  Answer show(
      LandingHistory page, @RequestParam(required = false) @Nullable Integer from, Acting acting) {
    LandingPage taken =
        page.versions().stream()
            .filter(version -> from != null && version.version() == from)
            .findFirst()
            .orElse(page.latest());
    return desk.draw(page, filled(acting, taken, page.latest()), acting);
  }

  private FormInput filled(Acting acting, LandingPage taken, LandingPage latest) {
    String colour = tenants.find(acting.tenant()).colour();
    return LandingForm.filled(taken, latest.version(), colour);
  }

  @PostMapping(ONE)
  Answer publish(
      LandingHistory page,
      @Labels(LandingForm.LABELS) FormInput form,
      @RequestParam(required = false) @Nullable MultipartFile file,
      Acting acting) {
    logos.take(acting, file, form);
    if (!form.value("take").isEmpty()) {
      form.with("colour", form.value("take")).with("colours", "own");
    }
    LandingContent content = LandingForm.content(form);
    if (!form.isGood()) {
      LandingForm.refuse(form, editing.check(acting.tenant(), page.latest().kind(), content));
      return desk.draw(page, form, acting).status(422);
    }
    return form.value("step").equals("publish")
        ? publish(page.id(), content, form, acting)
        : desk.draw(page, form, acting);
  }

  private Answer publish(
      LandingPageId page, LandingContent content, FormInput form, Acting acting) {
    boolean everywhere = form.has("everywhere", "true");
    Answer next = Answer.redirect(LIST + "/" + page);
    PublishingOutcome outcome =
        editing.publish(
            acting.tenant(), page, content, LandingForm.seen(form), everywhere, acting.user());
    return switch (outcome) {
      case PublishingOutcome.Published(int version, int others) ->
          others > 0
              ? next.good("landing.published.everywhere", version, others)
              : next.good("landing.published", version);
      case PublishingOutcome.Same() -> next.good("landing.same");
      case PublishingOutcome.Unknown() -> next.bad("landing.same");
      case PublishingOutcome.Unfit(var lacks) -> {
        LandingForm.refuse(form, lacks);
        yield again(page, form, acting).status(422);
      }
      case PublishingOutcome.Overtaken(LandingPage latest) ->
          again(page, form.with("seen", String.valueOf(latest.version())), acting)
              .with(desk.overtaken(latest, content, acting))
              .status(409);
    };
  }

  private Answer again(LandingPageId page, FormInput form, Acting acting) {
    return desk.draw(new LandingHistory(pages.versions(acting.tenant(), page)), form, acting);
  }

  @PostMapping(ONE + "/standard")
  Answer restore(@PathVariable UUID id, FormInput form, Acting acting) {
    var page = new LandingPageId(id);
    Answer next = Answer.redirect(LIST + "/" + page);
    int seen = LandingForm.seen(form);
    return switch (editing.restore(acting.tenant(), page, seen, acting.user())) {
      case PublishingOutcome.Published(int version, int others) ->
          next.good("landing.restored", version);
      case PublishingOutcome.Overtaken(LandingPage latest) ->
          next.bad("landing.restore.overtaken", latest.version());
      default -> next.good("landing.same");
    };
  }

  /** What was shown at some time, as evidence names it. */
  @GetMapping(ONE + "/versions/{version:[1-9][0-9]{0,8}}")
  Answer version(LandingHistory page, @PathVariable int version, Acting acting) {
    return desk.version(page.version(version), acting);
  }
}
