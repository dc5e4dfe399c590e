package org.jawort.campaign;

import io.pebbletemplates.pebble.node.BodyNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jawort.campaign.template.CampaignProblem;
import org.jawort.campaign.template.Content;
import org.jawort.campaign.template.Expressions;
import org.jawort.campaign.template.LinkFunctions;
import org.jawort.campaign.template.MarkupChecks;
import org.jawort.campaign.template.MergeField;
import org.jawort.campaign.template.OutputContexts;
import org.jawort.campaign.template.PlainText;
import org.jawort.campaign.template.Sandbox;
import org.jawort.campaign.template.Template;
import org.jawort.campaign.template.UnusableTemplateException;
import org.jawort.consent.permission.MessageClass;
import org.jawort.tenant.SenderName;
import org.jawort.tenant.Tenant;
import org.springframework.stereotype.Component;

/** Says what a campaign lacks, all at once; may be saved with it, but not made ready. */
@Component
class Checks {
  private final SenderAddresses senders;
  private final TestMail testMail;

  Checks(SenderAddresses senders, TestMail testMail) {
    this.senders = senders;
    this.testMail = testMail;
  }

  /** Whether mails may come from the sender that the content names. */
  boolean mayBeSentBy(Tenant tenant, Content content) {
    return senders.mayBeUsed(tenant, content.senderAddress())
        && SenderName.isFit(content.senderName());
  }

  List<CampaignProblem> of(Tenant tenant, Draft draft) {
    var lacks = new ArrayList<CampaignProblem>();
    Content content = draft.content();
    MessageClass messageClass = draft.campaign().messageClass();
    if (content.subject().isBlank()) {
      lacks.add(CampaignProblem.of(CampaignProblem.Kind.SUBJECT, "subject"));
    }
    if (tenant.imprint().isBlank()) {
      lacks.add(CampaignProblem.of(CampaignProblem.Kind.IMPRINT, "imprint"));
    }
    if (!mayBeSentBy(tenant, content)) {
      lacks.add(CampaignProblem.of(CampaignProblem.Kind.SENDER, "sender", content.senderAddress()));
    }
    lacks.addAll(
        part(Template.TEXT, content.subject(), CampaignProblem.Part.SUBJECT, messageClass));
    lacks.addAll(
        part(Template.TEXT, content.preheader(), CampaignProblem.Part.PREHEADER, messageClass));
    lacks.addAll(body(content, messageClass));
    if (lacks.isEmpty()) {
      lacks.addAll(testMail.lacks(tenant, draft));
    }
    return lacks;
  }

  private static List<CampaignProblem> body(Content content, MessageClass messageClass) {
    var lacks = new ArrayList<CampaignProblem>();
    boolean plain = content.kind() == Content.Kind.TEXT;
    if (plain ? content.text().isBlank() : PlainText.of(content.html()).isBlank()) {
      lacks.add(CampaignProblem.of(CampaignProblem.Kind.BODY, "body"));
      return lacks;
    }
    if (!plain) {
      lacks.addAll(part(Template.HTML, content.html(), CampaignProblem.Part.HTML, messageClass));
      if (lacks.stream()
          .noneMatch(campaignProblem -> campaignProblem.kind() == CampaignProblem.Kind.TEMPLATE)) {
        lacks.addAll(markup(content.html(), messageClass));
      }
    }
    if (plain || !content.text().isBlank()) {
      lacks.addAll(part(Template.TEXT, content.text(), CampaignProblem.Part.TEXT, messageClass));
    }
    return lacks;
  }

  private static List<CampaignProblem> markup(String html, MessageClass messageClass) {
    try {
      OutputContexts outputContexts = OutputContexts.of(Sandbox.body(Template.HTML.compile(html)));
      return MarkupChecks.of(outputContexts, messageClass);
    } catch (UnusableTemplateException e) {
      return List.of(e.lack(CampaignProblem.Part.HTML));
    }
  }

  private static List<CampaignProblem> part(
      Sandbox sandbox, String source, CampaignProblem.Part part, MessageClass messageClass) {
    try {
      BodyNode body = Sandbox.body(sandbox.compile(source));
      Expressions uses = Expressions.of(body);
      var lacks = new ArrayList<CampaignProblem>();
      for (String dead : MergeField.dead(messageClass, uses.fields())) {
        lacks.add(
            CampaignProblem.at(
                    CampaignProblem.Kind.DEAD_FIELD,
                    "field",
                    uses.fields().getOrDefault(dead, 0),
                    dead)
                .in(part));
      }
      functions(uses.functions(), messageClass)
          .forEach(campaignProblem -> lacks.add(campaignProblem.in(part)));
      if (part == CampaignProblem.Part.HTML || part == CampaignProblem.Part.TEXT) {
        confirmation(uses, messageClass)
            .forEach(campaignProblem -> lacks.add(campaignProblem.in(part)));
      }
      return lacks;
    } catch (UnusableTemplateException e) {
      return List.of(e.lack(part));
    }
  }

  private static List<CampaignProblem> functions(
      Map<String, Integer> called, MessageClass messageClass) {
    return called.entrySet().stream()
        .flatMap(call -> function(call.getKey(), call.getValue(), messageClass).stream())
        .toList();
  }

  private static Optional<CampaignProblem> function(
      String name, int line, MessageClass messageClass) {
    String address = LinkFunctions.LINKS.get(name);
    if (address == null) {
      String reason = name.equals("preferences_link") ? "preferences" : "function";
      return Optional.of(CampaignProblem.at(CampaignProblem.Kind.TEMPLATE, reason, line, name));
    }
    return MergeField.dead(messageClass, Map.of(address, line)).isEmpty()
        ? Optional.empty()
        : Optional.of(CampaignProblem.at(CampaignProblem.Kind.DEAD_FIELD, "field", line, name));
  }

  /** What a confirmation mail must have (law 9). */
  private static List<CampaignProblem> confirmation(Expressions uses, MessageClass messageClass) {
    if (messageClass != MessageClass.OPT_IN) {
      return List.of();
    }
    var lacks = new ArrayList<CampaignProblem>();
    if (!uses.functions().containsKey("confirm_link")
        && !uses.fields().containsKey("confirm_url")) {
      lacks.add(CampaignProblem.of(CampaignProblem.Kind.CONFIRM_LINK, "confirm_link"));
    }
    if (!uses.fields().containsKey("consents")) {
      lacks.add(CampaignProblem.of(CampaignProblem.Kind.CONFIRM_LINK, "consents"));
    }
    return lacks;
  }
}
