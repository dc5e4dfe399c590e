package org.jawort.campaign;

import io.pebbletemplates.pebble.node.BodyNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jawort.consent.MessageClass;
import org.jawort.tenant.Tenant;
import org.springframework.stereotype.Component;

/** Says what a campaign lacks, all at once; may be saved with it, but not made ready. */
@Component
class Checks {
  private final SenderAddresses senders;
  private final Trial trial;

  Checks(SenderAddresses senders, Trial trial) {
    this.senders = senders;
    this.trial = trial;
  }

  List<Lack> of(Tenant tenant, Draft draft) {
    var lacks = new ArrayList<Lack>();
    Content content = draft.content();
    MessageClass messageClass = draft.campaign().messageClass();
    if (content.subject().isBlank()) {
      lacks.add(Lack.of(Lack.Kind.SUBJECT, "subject"));
    }
    if (tenant.imprint().isBlank()) {
      lacks.add(Lack.of(Lack.Kind.IMPRINT, "imprint"));
    }
    if (!senders.mayBeUsed(tenant, content.senderAddress())) {
      lacks.add(Lack.of(Lack.Kind.SENDER, "sender", content.senderAddress()));
    }
    lacks.addAll(part(Template.TEXT, content.subject(), Lack.Part.SUBJECT, messageClass));
    lacks.addAll(part(Template.TEXT, content.preheader(), Lack.Part.PREHEADER, messageClass));
    lacks.addAll(body(content, messageClass));
    if (lacks.isEmpty()) {
      lacks.addAll(trial.lacks(tenant, draft));
    }
    return lacks;
  }

  private static List<Lack> body(Content content, MessageClass messageClass) {
    var lacks = new ArrayList<Lack>();
    boolean plain = content.kind() == Content.Kind.TEXT;
    if (plain ? content.text().isBlank() : PlainText.of(content.html()).isBlank()) {
      lacks.add(Lack.of(Lack.Kind.BODY, "body"));
      return lacks;
    }
    if (!plain) {
      lacks.addAll(part(Template.HTML, content.html(), Lack.Part.HTML, messageClass));
      if (lacks.stream().noneMatch(lack -> lack.kind() == Lack.Kind.TEMPLATE)) {
        lacks.addAll(markup(content.html(), messageClass));
      }
    }
    if (plain || !content.text().isBlank()) {
      lacks.addAll(part(Template.TEXT, content.text(), Lack.Part.TEXT, messageClass));
    }
    return lacks;
  }

  private static List<Lack> markup(String html, MessageClass messageClass) {
    try {
      Places places = Places.of(Sandbox.body(Template.HTML.compile(html)));
      return MarkupChecks.of(places.tags(), html, messageClass);
    } catch (UnusableTemplateException e) {
      return List.of(e.lack(Lack.Part.HTML));
    }
  }

  private static List<Lack> part(
      Sandbox sandbox, String source, Lack.Part part, MessageClass messageClass) {
    try {
      BodyNode body = Sandbox.body(sandbox.compile(source));
      Expressions uses = Expressions.of(body);
      var lacks = new ArrayList<Lack>();
      for (String dead : MergeField.dead(messageClass, uses.fields())) {
        lacks.add(
            Lack.at(Lack.Kind.DEAD_FIELD, "field", uses.fields().getOrDefault(dead, 0), dead)
                .in(part));
      }
      functions(uses.functions(), messageClass).forEach(lack -> lacks.add(lack.in(part)));
      if (part == Lack.Part.HTML || part == Lack.Part.TEXT) {
        confirmation(uses, messageClass).forEach(lack -> lacks.add(lack.in(part)));
      }
      return lacks;
    } catch (UnusableTemplateException e) {
      return List.of(e.lack(part));
    }
  }

  private static List<Lack> functions(Map<String, Integer> called, MessageClass messageClass) {
    return called.entrySet().stream()
        .flatMap(call -> function(call.getKey(), call.getValue(), messageClass).stream())
        .toList();
  }

  private static Optional<Lack> function(String name, int line, MessageClass messageClass) {
    String address = LinkFunctions.LINKS.get(name);
    if (address == null) {
      String reason = name.equals("preferences_link") ? "preferences" : "function";
      return Optional.of(Lack.at(Lack.Kind.TEMPLATE, reason, line, name));
    }
    return MergeField.dead(messageClass, Map.of(address, line)).isEmpty()
        ? Optional.empty()
        : Optional.of(Lack.at(Lack.Kind.DEAD_FIELD, "field", line, name));
  }

  /** What a confirmation mail must have (law 9). */
  private static List<Lack> confirmation(Expressions uses, MessageClass messageClass) {
    if (messageClass != MessageClass.OPT_IN) {
      return List.of();
    }
    var lacks = new ArrayList<Lack>();
    if (!uses.functions().containsKey("confirm_link")
        && !uses.fields().containsKey("confirm_url")) {
      lacks.add(Lack.of(Lack.Kind.CONFIRM_LINK, "confirm_link"));
    }
    if (!uses.fields().containsKey("consents")) {
      lacks.add(Lack.of(Lack.Kind.CONFIRM_LINK, "consents"));
    }
    return lacks;
  }
}
