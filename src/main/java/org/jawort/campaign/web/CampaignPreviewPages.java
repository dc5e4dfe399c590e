package org.jawort.campaign.web;

import static org.jawort.campaign.web.CampaignAddresses.CAMPAIGNS;
import static org.jawort.campaign.web.CampaignAddresses.ONE;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.campaign.Campaign;
import org.jawort.campaign.CampaignId;
import org.jawort.campaign.CampaignList;
import org.jawort.campaign.CampaignVersions;
import org.jawort.campaign.Draft;
import org.jawort.campaign.Drafts;
import org.jawort.campaign.Previews;
import org.jawort.campaign.Previews.PreviewOutcome;
import org.jawort.campaign.template.CampaignProblem;
import org.jawort.campaign.template.Content;
import org.jawort.contact.ContactCard;
import org.jawort.contact.ContactId;
import org.jawort.contact.Contacts;
import org.jawort.contact.address.Channel;
import org.jawort.contact.address.CheckedAddress;
import org.jawort.platform.TenantId;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.PageFault;
import org.jawort.tenant.Acting;
import org.jawort.tenant.Users;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Looking at a campaign's mail: on a desk, on a phone, in the dark, as text, by mail to oneself.
 */
@Controller
class CampaignPreviewPages {
  private static final List<String> VIEWS = List.of("desktop", "phone", "dark", "text");
  private static final String DARK = "(?i)\\(\\s*prefers-color-scheme\\s*:\\s*dark\\s*\\)";

  private final CampaignList list;
  private final Drafts drafts;
  private final CampaignVersions campaignVersions;
  private final Previews previews;
  private final Contacts contacts;
  private final Users users;
  private final FramedMail frame;

  CampaignPreviewPages(
      CampaignList list,
      Drafts drafts,
      CampaignVersions campaignVersions,
      Previews previews,
      Contacts contacts,
      Users users,
      FramedMail frame) {
    this.list = list;
    this.drafts = drafts;
    this.campaignVersions = campaignVersions;
    this.previews = previews;
    this.contacts = contacts;
    this.users = users;
    this.frame = frame;
  }

  /** What is looked at: what is in work, or a version. */
  private record Subject(Campaign campaign, Content content, int version) {}

  private Subject subject(TenantId tenant, UUID id, int version) {
    return find(tenant, id, version).orElseThrow(CampaignAddresses::unknown);
  }

  private Optional<Subject> find(TenantId tenant, UUID id, int version) {
    Optional<Campaign> campaign = list.find(tenant, id);
    Optional<Draft> draft = drafts.find(tenant, new CampaignId(id));
    if (version == 0 && draft.isPresent()) {
      return campaign.map(found -> new Subject(found, draft.get().content(), 0));
    }
    return campaign.flatMap(
        found ->
            campaignVersions
                .find(tenant, found.id(), version == 0 ? found.version() : version)
                .map(one -> new Subject(found, one.content(), one.number())));
  }

  @GetMapping(ONE + "/preview")
  Answer show(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "desktop") String view,
      @RequestParam(defaultValue = "0") int version,
      @RequestParam(required = false) @Nullable UUID contact,
      Acting acting) {
    Subject subject = subject(acting.tenant(), id, version);
    PreviewOutcome previewOutcome = preview(acting, subject, contact);
    return FramedMail.around(Answer.page("campaign/preview"))
        .with("campaign", subject.campaign())
        .with("version", subject.version())
        .with("view", VIEWS.contains(view) ? view : VIEWS.getFirst())
        .with("views", VIEWS)
        .with("contact", contact)
        .with("person", person(acting.tenant(), contact))
        .with("preview", previewOutcome)
        .with("shown", previewOutcome instanceof PreviewOutcome.Shown);
  }

  private PreviewOutcome preview(Acting acting, Subject subject, @Nullable UUID contact) {
    return previews.show(
        acting.tenant(),
        subject.campaign(),
        subject.content(),
        contact == null ? null : new ContactId(contact));
  }

  private @Nullable String person(TenantId tenant, @Nullable UUID contact) {
    return Optional.ofNullable(contact)
        .flatMap(one -> contacts.find(tenant, new ContactId(one)))
        .map(ContactCard::points)
        .filter(points -> !points.isEmpty())
        .map(points -> points.getFirst().shown())
        .orElse(null);
  }

  /** As somebody whose address is typed; it stands in no address of a page. */
  @PostMapping(ONE + "/preview")
  Answer as(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String address,
      @RequestParam(defaultValue = "desktop") String view,
      @RequestParam(defaultValue = "0") int version,
      Acting acting) {
    Optional<UUID> found =
        CheckedAddress.parse(Channel.EMAIL, address.strip())
            .flatMap(parsed -> contacts.find(acting.tenant(), parsed))
            .map(card -> card.contact().id().value());
    Answer preview =
        Answer.redirect(
            "%s/%s/preview?view=%s&version=%d%s"
                .formatted(
                    CAMPAIGNS,
                    id,
                    VIEWS.contains(view) ? view : VIEWS.getFirst(),
                    version,
                    found.map(contact -> "&contact=" + contact).orElse("")));
    return found.isEmpty() && !address.isBlank() ? preview.bad("campaign.preview.nobody") : preview;
  }

  /** The HTML part, for the frame. */
  @GetMapping(ONE + "/preview/html")
  Answer html(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "false") boolean dark,
      @RequestParam(defaultValue = "0") int version,
      @RequestParam(required = false) @Nullable UUID contact,
      Acting acting) {
    Subject subject =
        find(acting.tenant(), id, version).orElseThrow(() -> PageFault.notFound("frame.error.404"));
    String html =
        preview(acting, subject, contact) instanceof PreviewOutcome.Shown shown ? shown.html() : "";
    return frame.within(dark ? html.replaceAll(DARK, "(min-width: 0px)") : html, "");
  }

  /** Sends it to whoever is signed in. */
  @PostMapping(ONE + "/test")
  Answer test(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "0") int version,
      @RequestParam(defaultValue = "") String to,
      Acting acting) {
    Subject subject = subject(acting.tenant(), id, version);
    Previews.TestMailOutcome testMailOutcome =
        previews.test(
            acting.tenant(),
            subject.campaign(),
            subject.content(),
            users.find(acting.tenant(), acting.user()).orElseThrow());
    Answer next = Answer.redirect(CAMPAIGNS + "/" + id + (to.equals("preview") ? "/preview" : ""));
    return switch (testMailOutcome) {
      case Previews.TestMailOutcome.Queued queued -> next.good("campaign.test.sent");
      case Previews.TestMailOutcome.Not(CampaignProblem why) ->
          next.bad(
              why.kind() == CampaignProblem.Kind.SENDER
                  ? "campaign.test.sender"
                  : "campaign.test.unusable");
    };
  }
}
