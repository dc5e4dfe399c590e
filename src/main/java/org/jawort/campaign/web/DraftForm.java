package org.jawort.campaign.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jawort.campaign.Block;
import org.jawort.campaign.Campaign;
import org.jawort.campaign.Draft;
import org.jawort.campaign.Heading;
import org.jawort.campaign.image.CampaignImage;
import org.jawort.campaign.template.Content;
import org.jawort.consent.permission.MessageClass;
import org.jawort.platform.Language;
import org.jawort.platform.web.FormInput;
import org.jawort.tenant.SenderName;

/** The fields of a draft. */
final class DraftForm {
  private static final int LONGEST_BODY = 256 * 1024;
  private static final int LONGEST_BLOCK = 8_000;

  private DraftForm() {}

  static FormInput filled(Draft draft) {
    Campaign campaign = draft.campaign();
    Content content = draft.content();
    return FormInput.empty()
        .with("name", campaign.name())
        .with("trigger", campaign.trigger().name())
        .with("language", campaign.language().code())
        .with("messageClass", campaign.messageClass().name())
        .with("subject", content.subject())
        .with("preheader", content.preheader())
        .with("senderName", content.senderName())
        .with("senderAddress", content.senderAddress())
        .with("replyTo", content.replyTo())
        .with("html", content.html())
        .with("text", content.text())
        .with("revision", String.valueOf(draft.revision()));
  }

  /** What a campaign is; empty where a field is wrong, which the form then says. */
  static Optional<Heading> heading(FormInput form, List<Language> languages) {
    String name = form.required("name", 120);
    Optional<Language> language = Language.of(form.value("language")).filter(languages::contains);
    if (language.isEmpty()) {
      form.refuse("language", "frame.field.missing");
    }
    Optional<Campaign.Trigger> trigger =
        Choices.one(Campaign.Trigger.values(), form.value("trigger"));
    Optional<MessageClass> messageClass =
        Choices.one(MessageClass.values(), form.value("messageClass"));
    if (trigger.isEmpty()) {
      form.refuse("trigger", "frame.field.missing");
    }
    if (messageClass.isEmpty()) {
      form.refuse("messageClass", "frame.field.missing");
    }
    return form.isGood()
        ? Optional.of(
            new Heading(
                name, trigger.orElseThrow(), language.orElseThrow(), messageClass.orElseThrow()))
        : Optional.empty();
  }

  /** What the mails say; empty where a field is wrong, which the form then says. */
  static Optional<Content> content(FormInput form, Content before) {
    String subject = form.optional("subject", 250);
    String preheader = form.optional("preheader", 250);
    String senderName = form.optional("senderName", 80);
    if (!SenderName.isFit(senderName)) {
      form.refuse("senderName", "tenant.profile.senderName.address");
    }
    String senderAddress = form.optional("senderAddress", 254);
    String replyTo = form.optional("replyTo", 254);
    if (!replyTo.isEmpty() && !replyTo.matches("[^\\s@<>\",;]+@[^\\s@<>\",;]+\\.[^\\s@<>\",;]+")) {
      form.refuse("replyTo", "tenant.profile.address.wrong");
    }
    String html = form.text("html", LONGEST_BODY);
    String text = form.text("text", LONGEST_BODY);
    return form.isGood()
        ? Optional.of(
            new Content(
                subject,
                preheader,
                senderName,
                senderAddress,
                replyTo,
                before.kind(),
                html,
                text,
                before.blocks()))
        : Optional.empty();
  }

  /** The blocks in the order in which they stand on the page. */
  static List<Block> blocks(FormInput form, List<CampaignImage> images) {
    Map<String, CampaignImage> byPath =
        images.stream().collect(Collectors.toMap(CampaignImage::path, Function.identity()));
    List<String> kinds = form.all("block.kind");
    var blocks = new ArrayList<Block>();
    for (int i = 0; i < kinds.size() && i < org.jawort.campaign.BlockHtml.MOST; i++) {
      int place = i;
      Choices.one(Block.Kind.values(), kinds.get(i))
          .ifPresent(kind -> blocks.add(block(form, kind, place, byPath)));
    }
    return blocks;
  }

  private static Block block(
      FormInput form, Block.Kind kind, int place, Map<String, CampaignImage> images) {
    CampaignImage image = images.get(value(form, "image", place));
    String text = value(form, "text", place);
    return new Block(
        kind,
        kind == Block.Kind.IMAGE && text.isBlank() && image != null ? image.alt() : text,
        value(form, "second", place),
        value(form, "label", place),
        value(form, "url", place),
        image == null ? "" : image.path(),
        image == null ? 0 : image.width());
  }

  private static String value(FormInput form, String field, int place) {
    List<String> all = form.all("block." + field);
    String value =
        place < all.size()
            ? all.get(place)
                .replace("\r\n", "\n")
                .replaceAll("[\\p{Cntrl}&&[^\\n\\t]]|\\p{Cs}", "")
                .strip()
            : "";
    if (value.length() > LONGEST_BLOCK) {
      form.refuse("blocks", "frame.field.long", LONGEST_BLOCK);
    }
    return value;
  }
}
