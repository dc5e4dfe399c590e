package org.jawort.campaign.web;

import static org.jawort.campaign.web.CampaignAddresses.CAMPAIGNS;
import static org.jawort.campaign.web.CampaignAddresses.ONE;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jawort.campaign.Campaign;
import org.jawort.campaign.CampaignId;
import org.jawort.campaign.CampaignLife;
import org.jawort.campaign.CampaignList;
import org.jawort.campaign.CampaignStatusOutcome;
import org.jawort.campaign.CampaignVersions;
import org.jawort.campaign.Draft;
import org.jawort.campaign.Drafts;
import org.jawort.campaign.Previews;
import org.jawort.campaign.ReadyingOutcome;
import org.jawort.platform.TenantId;
import org.jawort.platform.web.Flash;
import org.jawort.platform.web.FormInput;
import org.jawort.tenant.Acting;
import org.jawort.tenant.UserId;
import org.jawort.tenant.Users;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One campaign: where it is in its life, and the steps of it. */
@Controller
class CampaignPages {
  private final CampaignList list;
  private final Drafts drafts;
  private final CampaignVersions campaignVersions;
  private final CampaignLife life;
  private final Previews previews;
  private final Users users;
  private final MessageSource texts;

  CampaignPages(
      CampaignList list,
      Drafts drafts,
      CampaignVersions campaignVersions,
      CampaignLife life,
      Previews previews,
      Users users,
      MessageSource texts) {
    this.list = list;
    this.drafts = drafts;
    this.campaignVersions = campaignVersions;
    this.life = life;
    this.previews = previews;
    this.users = users;
    this.texts = texts;
  }

  @GetMapping(ONE)
  @Nullable String show(
      @PathVariable UUID id,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    Optional<Campaign> campaign = list.find(acting.tenant(), id);
    return campaign.isEmpty()
        ? CampaignAddresses.unknown(request, response)
        : draw(acting, campaign.get(), model);
  }

  private String draw(Acting acting, Campaign campaign, Model model) {
    TenantId tenant = acting.tenant();
    Optional<Draft> draft = drafts.find(tenant, campaign.id());
    List<CampaignVersions.Version> all = campaignVersions.of(tenant, campaign.id());
    model.addAttribute("campaign", campaign);
    model.addAttribute("draft", draft.orElse(null));
    model.addAttribute("lacks", draft.map(one -> previews.lacks(tenant, one)).orElse(List.of()));
    model.addAttribute("versions", all);
    model.addAttribute("uses", life.uses(tenant, campaign.id()));
    model.addAttribute("authors", authors(tenant, draft, all));
    return "campaign/campaign";
  }

  private Map<UserId, String> authors(
      TenantId tenant, Optional<Draft> draft, List<CampaignVersions.Version> all) {
    var names = new HashMap<UserId, String>();
    all.forEach(version -> name(tenant, version.madeBy(), names));
    draft.ifPresent(one -> name(tenant, one.changedBy(), names));
    return names;
  }

  private void name(TenantId tenant, @Nullable UserId user, Map<UserId, String> names) {
    if (user != null) {
      names.computeIfAbsent(
          user, id -> users.find(tenant, id).map(found -> found.name()).orElse("–"));
    }
  }

  @PostMapping(ONE + "/copy")
  @Nullable String copy(
      @PathVariable UUID id,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Optional<Campaign> from = list.find(acting.tenant(), id);
    if (from.isEmpty()) {
      return CampaignAddresses.unknown(request, response);
    }
    String name =
        texts.getMessage(
            "campaign.copy.name", new Object[] {from.get().name()}, acting.language().locale());
    Optional<CampaignId> copy =
        drafts.copy(
            acting.tenant(),
            new CampaignId(id),
            name.length() > 120 ? name.substring(0, 120) : name,
            acting.user());
    Flash.good(response, "campaign.copied");
    return "redirect:" + CAMPAIGNS + "/" + copy.orElseThrow() + "/edit";
  }

  @PostMapping(ONE + "/ready")
  String ready(
      @PathVariable UUID id,
      @RequestParam MultiValueMap<String, String> values,
      Acting acting,
      HttpServletResponse response) {
    int seen = CampaignEditPages.revision(FormInput.of(values));
    ReadyingOutcome outcome =
        life.makeReady(acting.tenant(), new CampaignId(id), seen, acting.user());
    switch (outcome) {
      case ReadyingOutcome.Ready(int version) ->
          Flash.good(response, "campaign.ready.done", version);
      case ReadyingOutcome.Lacking(var lacks) ->
          Flash.bad(response, "campaign.ready.lacking", lacks.size());
      case ReadyingOutcome.Overtaken none -> Flash.bad(response, "campaign.overtaken");
      case ReadyingOutcome.NoDraft none -> Flash.bad(response, "campaign.nothing");
    }
    return "redirect:" + CAMPAIGNS + "/" + id;
  }

  @PostMapping(ONE + "/again")
  String again(@PathVariable UUID id, Acting acting, HttpServletResponse response) {
    CampaignStatusOutcome campaignStatusOutcome =
        life.workAgain(acting.tenant(), new CampaignId(id), acting.user());
    say(campaignStatusOutcome, "campaign.again.done", response);
    return "redirect:"
        + CAMPAIGNS
        + "/"
        + id
        + (campaignStatusOutcome instanceof CampaignStatusOutcome.Done ? "/edit" : "");
  }

  @PostMapping(ONE + "/back")
  String back(@PathVariable UUID id, Acting acting, HttpServletResponse response) {
    say(
        life.setBack(acting.tenant(), new CampaignId(id), acting.user()),
        "campaign.back.done",
        response);
    return "redirect:" + CAMPAIGNS + "/" + id;
  }

  @PostMapping(ONE + "/archive")
  String archive(@PathVariable UUID id, Acting acting, HttpServletResponse response) {
    say(life.archive(acting.tenant(), new CampaignId(id)), "campaign.archive.done", response);
    return "redirect:" + CAMPAIGNS + "/" + id;
  }

  @PostMapping(ONE + "/restore")
  String restore(@PathVariable UUID id, Acting acting, HttpServletResponse response) {
    say(life.restore(acting.tenant(), new CampaignId(id)), "campaign.restore.done", response);
    return "redirect:" + CAMPAIGNS + "/" + id;
  }

  @PostMapping(ONE + "/delete")
  String delete(
      @PathVariable UUID id,
      @RequestParam MultiValueMap<String, String> values,
      Acting acting,
      HttpServletResponse response) {
    int seen = CampaignEditPages.revision(FormInput.of(values));
    CampaignStatusOutcome campaignStatusOutcome =
        life.deleteDraft(acting.tenant(), new CampaignId(id), seen);
    say(campaignStatusOutcome, "campaign.delete.done", response);
    boolean there = list.find(acting.tenant(), id).isPresent();
    return "redirect:" + CAMPAIGNS + (there ? "/" + id : "");
  }

  private static void say(
      CampaignStatusOutcome campaignStatusOutcome, String done, HttpServletResponse response) {
    switch (campaignStatusOutcome) {
      case CampaignStatusOutcome.Done one -> Flash.good(response, done);
      case CampaignStatusOutcome.InUse(var uses) ->
          Flash.bad(response, "campaign.used", uses.size());
      case CampaignStatusOutcome.NotNow one -> Flash.bad(response, "campaign.notNow");
    }
  }
}
