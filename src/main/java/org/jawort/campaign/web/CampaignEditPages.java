package org.jawort.campaign.web;

import static org.jawort.campaign.web.CampaignAddresses.CAMPAIGNS;
import static org.jawort.campaign.web.CampaignAddresses.ONE;

import java.util.List;
import java.util.Optional;
import org.jawort.campaign.Block;
import org.jawort.campaign.BlockHtml;
import org.jawort.campaign.CampaignId;
import org.jawort.campaign.Draft;
import org.jawort.campaign.Drafts;
import org.jawort.campaign.Heading;
import org.jawort.campaign.SavingOutcome;
import org.jawort.campaign.Starters;
import org.jawort.campaign.image.CampaignImage;
import org.jawort.campaign.image.Images;
import org.jawort.campaign.template.Content;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FormInput;
import org.jawort.platform.web.Labels;
import org.jawort.tenant.Acting;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** Writing a campaign. */
@Controller
class CampaignEditPages {
  private final Drafts drafts;
  private final BlockHtml blockHtml;
  private final Images images;
  private final Starters starters;
  private final EditModel page;

  CampaignEditPages(
      Drafts drafts, BlockHtml blockHtml, Images images, Starters starters, EditModel page) {
    this.drafts = drafts;
    this.blockHtml = blockHtml;
    this.images = images;
    this.starters = starters;
    this.page = page;
  }

  @GetMapping(ONE + "/edit")
  Answer edit(Draft draft, Acting acting) {
    List<Block> kept = blockHtml.read(draft.content().blocks());
    return page.draw(acting, draft, DraftForm.filled(draft), kept);
  }

  @PostMapping(ONE + "/edit")
  Answer save(Draft before, @Labels("campaign.edit") FormInput form, Acting acting) {
    List<CampaignImage> pictures = images.all(acting.tenant());
    List<Block> typed = DraftForm.blocks(form, pictures);
    Optional<BlockStep> step = BlockStep.of(form.value("step"), form.value("add"));
    if (step.isPresent()) {
      BlockStep.Done done = step.get().on(typed);
      return page.draw(acting, before, form, done.blocks()).with("focus", done.focus());
    }
    Optional<Heading> heading = heading(form, before, acting);
    Optional<Content> content =
        DraftForm.content(form, before.content()).map(read -> whole(read, typed, before, heading));
    if (heading.isEmpty() || content.isEmpty() || !form.isGood()) {
      return page.draw(acting, before, form, typed).status(422);
    }
    return save(acting, before, new Typed(form, heading.get(), content.get(), typed));
  }

  /** What an author wrote. */
  private record Typed(FormInput form, Heading heading, Content content, List<Block> blocks) {}

  /** Of a campaign that was ready once nothing but the name may change, so nothing else is sent. */
  private Optional<Heading> heading(FormInput form, Draft before, Acting acting) {
    if (before.campaign().version() > 0) {
      Heading now = Heading.of(before.campaign());
      form.with("language", now.language().code())
          .with("trigger", now.trigger().name())
          .with("messageClass", now.messageClass().name());
    }
    return DraftForm.heading(form, page.languages(acting, before));
  }

  private Content whole(Content read, List<Block> typed, Draft before, Optional<Heading> heading) {
    return read.kind() == Content.Kind.BLOCKS
        ? starters.withBlocks(
            read, typed, heading.map(Heading::language).orElse(before.campaign().language()))
        : read;
  }

  private Answer save(Acting acting, Draft before, Typed typed) {
    CampaignId id = before.campaign().id();
    int seen = revision(typed.form());
    SavingOutcome savingOutcome =
        drafts.save(acting.tenant(), id, seen, typed.heading(), typed.content(), acting.user());
    return switch (savingOutcome) {
      case SavingOutcome.Saved saved ->
          Answer.redirect(CAMPAIGNS + "/" + id + "/edit").good("campaign.saved");
      case SavingOutcome.Overtaken(Draft theirs) -> {
        typed.form().with("revision", String.valueOf(theirs.revision()));
        yield page.draw(acting, theirs, typed.form(), typed.blocks())
            .with(EditModel.overtaken(theirs, typed.heading(), typed.content()))
            .status(409);
      }
      case SavingOutcome.NoDraft none ->
          Answer.redirect(CAMPAIGNS + "/" + id).bad("campaign.nothing");
    };
  }

  static int revision(FormInput form) {
    String seen = form.value("revision");
    return seen.matches("\\d{1,9}") ? Integer.parseInt(seen) : 0;
  }

  /** Writes it in another way from now on. */
  @PostMapping(ONE + "/kind")
  Answer kind(Draft draft, @Labels("campaign.edit") FormInput form, Acting acting) {
    Content.Kind kind =
        Choices.one(Content.Kind.values(), form.value("kind"))
            .orElseThrow(CampaignAddresses::unknown);
    CampaignId id = draft.campaign().id();
    Content other = starters.as(draft.content(), kind, draft.campaign().language());
    SavingOutcome savingOutcome =
        drafts.save(
            acting.tenant(),
            id,
            revision(form),
            Heading.of(draft.campaign()),
            other,
            acting.user());
    Answer edit = Answer.redirect(CAMPAIGNS + "/" + id + "/edit");
    return savingOutcome instanceof SavingOutcome.Saved
        ? edit.good("campaign.kind.changed")
        : edit.bad("campaign.overtaken");
  }
}
