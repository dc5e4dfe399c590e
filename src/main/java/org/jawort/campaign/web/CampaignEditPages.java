package org.jawort.campaign.web;

import static org.jawort.campaign.web.CampaignAddresses.CAMPAIGNS;
import static org.jawort.campaign.web.CampaignAddresses.ONE;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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
import org.jawort.platform.web.Flash;
import org.jawort.platform.web.FormInput;
import org.jawort.tenant.Acting;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

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
  @Nullable String edit(
      @PathVariable UUID id,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    Optional<Draft> draft = drafts.find(acting.tenant(), new CampaignId(id));
    if (draft.isEmpty()) {
      return CampaignAddresses.unknown(request, response);
    }
    List<Block> kept = blockHtml.read(draft.get().content().blocks());
    return page.draw(acting, draft.get(), DraftForm.filled(draft.get()), kept, model);
  }

  @PostMapping(ONE + "/edit")
  @Nullable String save(
      @PathVariable UUID id,
      @RequestParam MultiValueMap<String, String> values,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    Optional<Draft> found = drafts.find(acting.tenant(), new CampaignId(id));
    if (found.isEmpty()) {
      return CampaignAddresses.unknown(request, response);
    }
    Draft before = found.get();
    FormInput form = FormInput.of(values, "campaign.edit");
    List<CampaignImage> pictures = images.all(acting.tenant());
    List<Block> typed = DraftForm.blocks(form, pictures);
    Optional<BlockStep> step = BlockStep.of(form.value("step"), form.value("add"));
    if (step.isPresent()) {
      BlockStep.Done done = step.get().on(typed);
      model.addAttribute("focus", done.focus());
      return page.draw(acting, before, form, done.blocks(), model);
    }
    Optional<Heading> heading = heading(form, before, acting);
    Optional<Content> content =
        DraftForm.content(form, before.content()).map(read -> whole(read, typed, before, heading));
    if (heading.isEmpty() || content.isEmpty() || !form.isGood()) {
      response.setStatus(422);
      return page.draw(acting, before, form, typed, model);
    }
    return save(acting, before, form, heading.get(), content.get(), typed, response, model);
  }

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

  private String save(
      Acting acting,
      Draft before,
      FormInput form,
      Heading heading,
      Content content,
      List<Block> typed,
      HttpServletResponse response,
      Model model) {
    CampaignId id = before.campaign().id();
    SavingOutcome savingOutcome =
        drafts.save(acting.tenant(), id, revision(form), heading, content, acting.user());
    return switch (savingOutcome) {
      case SavingOutcome.Saved saved -> {
        Flash.good(response, "campaign.saved");
        yield "redirect:" + CAMPAIGNS + "/" + id + "/edit";
      }
      case SavingOutcome.Overtaken(Draft theirs) -> {
        response.setStatus(409);
        page.overtaken(acting, theirs, heading, content, model);
        form.with("revision", String.valueOf(theirs.revision()));
        yield page.draw(acting, theirs, form, typed, model);
      }
      case SavingOutcome.NoDraft none -> {
        Flash.bad(response, "campaign.nothing");
        yield "redirect:" + CAMPAIGNS + "/" + id;
      }
    };
  }

  static int revision(FormInput form) {
    String seen = form.value("revision");
    return seen.matches("\\d{1,9}") ? Integer.parseInt(seen) : 0;
  }

  /** Writes it in another way from now on. */
  @PostMapping(ONE + "/kind")
  @Nullable String kind(
      @PathVariable UUID id,
      @RequestParam MultiValueMap<String, String> values,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    FormInput form = FormInput.of(values, "campaign.edit");
    Optional<Draft> draft = drafts.find(acting.tenant(), new CampaignId(id));
    Optional<Content.Kind> kind = Choices.one(Content.Kind.values(), form.value("kind"));
    if (draft.isEmpty() || kind.isEmpty()) {
      return CampaignAddresses.unknown(request, response);
    }
    Content other =
        starters.as(draft.get().content(), kind.get(), draft.get().campaign().language());
    SavingOutcome savingOutcome =
        drafts.save(
            acting.tenant(),
            new CampaignId(id),
            revision(form),
            Heading.of(draft.get().campaign()),
            other,
            acting.user());
    if (savingOutcome instanceof SavingOutcome.Saved) {
      Flash.good(response, "campaign.kind.changed");
    } else {
      Flash.bad(response, "campaign.overtaken");
    }
    return "redirect:" + CAMPAIGNS + "/" + id + "/edit";
  }
}
