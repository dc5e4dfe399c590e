package org.jawort.campaign.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jawort.campaign.Block;
import org.jawort.campaign.Campaign;
import org.jawort.campaign.Draft;
import org.jawort.campaign.Heading;
import org.jawort.campaign.Previews;
import org.jawort.campaign.SenderAddresses;
import org.jawort.campaign.image.Images;
import org.jawort.campaign.template.Content;
import org.jawort.campaign.template.MergeField;
import org.jawort.platform.Language;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FormInput;
import org.jawort.tenant.Acting;
import org.jawort.tenant.Tenant;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.Users;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What the page shows on which a campaign is written. */
@Component
class EditModel {
  private final Tenants tenants;
  private final Users users;
  private final SenderAddresses senders;
  private final Images images;
  private final Previews previews;
  private final MessageSource texts;

  EditModel(
      Tenants tenants,
      Users users,
      SenderAddresses senders,
      Images images,
      Previews previews,
      MessageSource texts) {
    this.tenants = tenants;
    this.users = users;
    this.senders = senders;
    this.images = images;
    this.previews = previews;
    this.texts = texts;
  }

  /** Something to put into a text with a click. */
  record Picked(String label, String source) {}

  /** A field in which two authors differ. */
  record Difference(String field, String theirs) {}

  /** The active languages, and the campaign's own, though it may be active no more. */
  List<Language> languages(Acting acting, Draft draft) {
    var all = new ArrayList<>(tenants.find(acting.tenant()).languages());
    if (!all.contains(draft.campaign().language())) {
      all.add(draft.campaign().language());
    }
    return all;
  }

  Answer draw(Acting acting, Draft draft, FormInput form, List<Block> blocks) {
    Campaign campaign = draft.campaign();
    Locale locale = acting.language().locale();
    return Answer.page("campaign/edit")
        .with("choices", Choices.all())
        .with("campaign", campaign)
        .with("draft", draft)
        .with("form", form)
        .with("blocks", blocks)
        .with("kinds", Block.Kind.of(campaign.messageClass()))
        .with("lacks", previews.lacks(acting.tenant(), draft))
        .with("languages", languages(acting, draft))
        .with("senders", senders(acting, draft, locale))
        .with("images", images.all(acting.tenant()))
        .with("picks", picks(campaign, locale))
        .with(
            "author",
            draft.changedBy() == null
                ? ""
                : users
                    .find(acting.tenant(), draft.changedBy())
                    .map(user -> user.name())
                    .orElse("–"));
  }

  /** Says what somebody else saved meanwhile. */
  static Map<String, Object> overtaken(Draft theirs, Heading heading, Content content) {
    var differences = new ArrayList<Difference>();
    Content other = theirs.content();
    differ(differences, "name", heading.name(), theirs.campaign().name());
    differ(differences, "subject", content.subject(), other.subject());
    differ(differences, "preheader", content.preheader(), other.preheader());
    differ(differences, "senderName", content.senderName(), other.senderName());
    differ(differences, "senderAddress", content.senderAddress(), other.senderAddress());
    differ(differences, "replyTo", content.replyTo(), other.replyTo());
    if (other.kind() == Content.Kind.BLOCKS) {
      differ(differences, "blocks", content.blocks(), other.blocks());
    } else {
      differ(differences, "html", content.html(), other.html());
      differ(differences, "text", content.text(), other.text());
    }
    return Map.of("differences", differences, "theirs", theirs);
  }

  private static void differ(
      List<Difference> differences, String field, String ours, String theirs) {
    if (!Objects.equals(ours, theirs)) {
      differences.add(new Difference(field, theirs));
    }
  }

  private Map<String, String> senders(Acting acting, Draft draft, Locale locale) {
    Tenant tenant = tenants.find(acting.tenant());
    var options = new LinkedHashMap<String, String>();
    options.put(
        "",
        texts.getMessage(
            "campaign.edit.senderAddress.profile", new Object[] {tenant.senderAddress()}, locale));
    senders.all(acting.tenant()).stream()
        .filter(SenderAddresses.SenderAddress::verified)
        .forEach(one -> options.put(one.address(), one.address()));
    options.putIfAbsent(draft.content().senderAddress(), draft.content().senderAddress());
    return options;
  }

  private List<Picked> picks(Campaign campaign, Locale locale) {
    return MergeField.of(campaign.messageClass()).stream()
        .map(
            field ->
                new Picked(
                    texts.getMessage("campaign.field." + field.name(), null, locale),
                    field.source(
                        field.takesWords()
                            ? texts.getMessage(
                                "campaign.field." + field.name() + ".words",
                                null,
                                campaign.language().locale())
                            : "")))
        .toList();
  }
}
