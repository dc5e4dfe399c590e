package org.jawort.campaign.web;

import static org.jawort.campaign.web.CampaignAddresses.CAMPAIGNS;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.campaign.Campaign;
import org.jawort.campaign.CampaignId;
import org.jawort.campaign.CampaignList;
import org.jawort.campaign.Drafts;
import org.jawort.campaign.Heading;
import org.jawort.campaign.Starters;
import org.jawort.campaign.template.Content;
import org.jawort.consent.permission.MessageClass;
import org.jawort.platform.Language;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FormInput;
import org.jawort.platform.web.Labels;
import org.jawort.tenant.Acting;
import org.jawort.tenant.Tenants;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** The campaigns of a tenant, and the beginning of a new one. */
@Controller
class CampaignListPages {
  private final CampaignList list;
  private final Drafts drafts;
  private final Starters starters;
  private final Tenants tenants;

  CampaignListPages(CampaignList list, Drafts drafts, Starters starters, Tenants tenants) {
    this.list = list;
    this.drafts = drafts;
    this.starters = starters;
    this.tenants = tenants;
  }

  @GetMapping(CAMPAIGNS)
  Answer list(
      FormInput asked,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(required = false) @Nullable UUID before,
      Acting acting) {
    String text = q.replaceAll("\\p{Cntrl}", " ");
    String trigger = asked.value("trigger");
    String status = asked.value("status");
    String language = asked.value("language");
    var filter =
        new CampaignList.Filter(
            Choices.one(Campaign.Trigger.values(), trigger),
            Choices.one(Campaign.Status.values(), status),
            Language.of(language),
            text.length() > 100 ? text.substring(0, 100) : text);
    List<CampaignList.Entry> found =
        list.page(acting.tenant(), filter, before == null ? null : new CampaignId(before));
    List<CampaignList.Entry> shown = found.stream().limit(CampaignList.SIZE).toList();
    return Answer.page("campaign/list")
        .with("choices", Choices.all())
        .with("entries", shown)
        .with("trigger", trigger)
        .with("status", status)
        .with("language", language)
        .with("q", text)
        .with("filtered", !(trigger + status + language + text).isBlank() || before != null)
        .with("languages", tenants.find(acting.tenant()).languages())
        .with(
            "older",
            found.size() > CampaignList.SIZE
                ? address(trigger, status, language, text, shown.getLast().campaign().id())
                : null);
  }

  private static String address(
      String trigger, String status, String language, String text, CampaignId before) {
    return UriComponentsBuilder.fromPath(CAMPAIGNS)
        .queryParam("trigger", "{trigger}")
        .queryParam("status", "{status}")
        .queryParam("language", "{language}")
        .queryParam("q", "{q}")
        .queryParam("before", "{before}")
        .encode()
        .buildAndExpand(trigger, status, language, text, before)
        .toUriString();
  }

  @GetMapping(CAMPAIGNS + "/new")
  Answer blank(Acting acting) {
    return draw(
        FormInput.empty()
            .with("language", tenants.find(acting.tenant()).language().code())
            .with("trigger", Campaign.Trigger.EVENT.name())
            .with("messageClass", MessageClass.ADVERTISING.name())
            .with("kind", Content.Kind.BLOCKS.name()),
        acting);
  }

  @PostMapping(CAMPAIGNS)
  Answer create(@Labels("campaign.edit") FormInput form, Acting acting) {
    Optional<Heading> heading = DraftForm.heading(form, tenants.find(acting.tenant()).languages());
    Optional<Content.Kind> kind = Choices.one(Content.Kind.values(), form.value("kind"));
    if (heading.isEmpty() || kind.isEmpty()) {
      return draw(form, acting).status(422);
    }
    CampaignId created =
        drafts.create(
            acting.tenant(), heading.get(), starters.of(heading.get(), kind.get()), acting.user());
    return Answer.redirect(CAMPAIGNS + "/" + created + "/edit").good("campaign.created");
  }

  private Answer draw(FormInput form, Acting acting) {
    return Answer.page("campaign/new")
        .with("choices", Choices.all())
        .with("form", form)
        .with("languages", tenants.find(acting.tenant()).languages());
  }
}
