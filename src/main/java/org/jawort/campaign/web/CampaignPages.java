package org.jawort.campaign.web;

import static org.jawort.campaign.web.CampaignAddresses.CAMPAIGNS;
import static org.jawort.campaign.web.CampaignAddresses.ONE;

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
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FormInput;
import org.jawort.tenant.Acting;
import org.jawort.tenant.UserId;
import org.jawort.tenant.Users;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

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
  Answer show(Campaign campaign, Acting acting) {
    TenantId tenant = acting.tenant();
    Optional<Draft> draft = drafts.find(tenant, campaign.id());
    List<CampaignVersions.Version> all = campaignVersions.of(tenant, campaign.id());
    return Answer.page("campaign/campaign")
        .with("campaign", campaign)
        .with("draft", draft.orElse(null))
        .with("lacks", draft.map(one -> previews.lacks(tenant, one)).orElse(List.of()))
        .with("versions", all)
        .with("uses", life.uses(tenant, campaign.id()))
        .with("authors", authors(tenant, draft, all));
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
  Answer copy(Campaign from, Acting acting) {
    String name =
        texts.getMessage(
            "campaign.copy.name", new Object[] {from.name()}, acting.language().locale());
    CampaignId copy =
        drafts
            .copy(
                acting.tenant(),
                from.id(),
                name.length() > 120 ? name.substring(0, 120) : name,
                acting.user())
            .orElseThrow();
    return Answer.redirect(CAMPAIGNS + "/" + copy + "/edit").good("campaign.copied");
  }

  @PostMapping(ONE + "/ready")
  Answer ready(@PathVariable UUID id, FormInput form, Acting acting) {
    int seen = CampaignEditPages.revision(form);
    Answer campaign = Answer.redirect(CAMPAIGNS + "/" + id);
    return switch (life.makeReady(acting.tenant(), new CampaignId(id), seen, acting.user())) {
      case ReadyingOutcome.Ready(int version) -> campaign.good("campaign.ready.done", version);
      case ReadyingOutcome.Lacking(var lacks) ->
          campaign.bad("campaign.ready.lacking", lacks.size());
      case ReadyingOutcome.Overtaken none -> campaign.bad("campaign.overtaken");
      case ReadyingOutcome.NoDraft none -> campaign.bad("campaign.nothing");
    };
  }

  @PostMapping(ONE + "/again")
  Answer again(@PathVariable UUID id, Acting acting) {
    CampaignStatusOutcome outcome =
        life.workAgain(acting.tenant(), new CampaignId(id), acting.user());
    String edit = outcome instanceof CampaignStatusOutcome.Done ? "/edit" : "";
    return told(Answer.redirect(CAMPAIGNS + "/" + id + edit), outcome, "campaign.again.done");
  }

  @PostMapping(ONE + "/back")
  Answer back(@PathVariable UUID id, Acting acting) {
    CampaignStatusOutcome outcome =
        life.setBack(acting.tenant(), new CampaignId(id), acting.user());
    return told(Answer.redirect(CAMPAIGNS + "/" + id), outcome, "campaign.back.done");
  }

  @PostMapping(ONE + "/archive")
  Answer archive(@PathVariable UUID id, Acting acting) {
    CampaignStatusOutcome outcome = life.archive(acting.tenant(), new CampaignId(id));
    return told(Answer.redirect(CAMPAIGNS + "/" + id), outcome, "campaign.archive.done");
  }

  @PostMapping(ONE + "/restore")
  Answer restore(@PathVariable UUID id, Acting acting) {
    CampaignStatusOutcome outcome = life.restore(acting.tenant(), new CampaignId(id));
    return told(Answer.redirect(CAMPAIGNS + "/" + id), outcome, "campaign.restore.done");
  }

  @PostMapping(ONE + "/delete")
  Answer delete(@PathVariable UUID id, FormInput form, Acting acting) {
    int seen = CampaignEditPages.revision(form);
    CampaignStatusOutcome outcome = life.deleteDraft(acting.tenant(), new CampaignId(id), seen);
    String left = list.find(acting.tenant(), id).isPresent() ? "/" + id : "";
    return told(Answer.redirect(CAMPAIGNS + left), outcome, "campaign.delete.done");
  }

  private static Answer told(Answer next, CampaignStatusOutcome outcome, String done) {
    return switch (outcome) {
      case CampaignStatusOutcome.Done one -> next.good(done);
      case CampaignStatusOutcome.InUse(var uses) -> next.bad("campaign.used", uses.size());
      case CampaignStatusOutcome.NotNow one -> next.bad("campaign.notNow");
    };
  }
}
