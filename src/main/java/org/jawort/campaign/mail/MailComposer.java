package org.jawort.campaign.mail;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jawort.campaign.template.Content;
import org.jawort.campaign.template.Template;
import org.jawort.campaign.template.Templates;
import org.jawort.campaign.template.Untrusted;
import org.jawort.campaign.template.UnusableTemplateException;
import org.jawort.consent.EventId;
import org.jawort.consent.Evidence;
import org.jawort.consent.Evidences;
import org.jawort.consent.TickedWords;
import org.jawort.consent.permission.MessageClass;
import org.jawort.delivery.Composer;
import org.jawort.delivery.Outgoing;
import org.jawort.platform.Database;
import org.jawort.platform.Settings;
import org.jawort.platform.TenantId;
import org.jawort.tenant.AllowedHosts;
import org.jawort.tenant.Tenant;
import org.jawort.tenant.Tenants;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Makes the mails: who it is from, what was agreed to, and the personal links. */
@Component
class MailComposer implements Composer {
  private final Database database;
  private final Tenants tenants;
  private final Templates templates;
  private final Consented consented;
  private final Links links;
  private final AllowedHosts hosts;
  private final Values values;
  private final Settings settings;
  private final MessageSource words;
  private final InstantSource clock;

  MailComposer(
      Database database,
      Tenants tenants,
      Templates templates,
      Consented consented,
      Links links,
      AllowedHosts hosts,
      Settings settings,
      MessageSource words,
      InstantSource clock) {
    this.database = database;
    this.tenants = tenants;
    this.templates = templates;
    this.consented = consented;
    this.links = links;
    this.hosts = hosts;
    this.values = Values.of(settings);
    this.settings = settings;
    this.words = words;
    this.clock = clock;
  }

  @Override
  public List<ComposeOutcome> compose(TenantId tenant, List<Outgoing> messages) {
    Tenant sender = tenants.find(tenant);
    return database.read(
        tenant,
        connection -> {
          Map<EventId, Evidence> evidences =
              Evidences.of(
                  connection,
                  tenant,
                  messages.stream()
                      .flatMap(message -> message.asked().stream())
                      .map(Outgoing.Asked::event)
                      .filter(Objects::nonNull)
                      .toList());
          TickedWords words = TickedWords.in(connection, List.of(tenant), evidences.values());
          Set<String> listed = evidences.isEmpty() ? Set.of() : listed(tenant);
          var composed = new ArrayList<ComposeOutcome>(messages.size());
          for (Outgoing message : messages) {
            composed.add(
                compose(connection, sender, message, new Proofs(evidences, words), listed));
          }
          return composed;
        });
  }

  /** What backs the requests of a batch. */
  private record Proofs(Map<EventId, Evidence> evidences, TickedWords words) {
    @Nullable Evidence of(@Nullable EventId event) {
      return event == null ? null : evidences.get(event);
    }
  }

  private ComposeOutcome compose(
      Connection connection, Tenant sender, Outgoing message, Proofs proofs, Set<String> listed)
      throws SQLException {
    try {
      Template template = templates.of(connection, sender.id(), message.campaign());
      Optional<MailAddress> from = from(sender, template.content());
      Optional<MailAddress> to = MailAddress.of(message.address());
      if (from.isEmpty() || to.isEmpty()) {
        return new ComposeOutcome.Unfit(
            (from.isEmpty() ? "the sender's" : "the recipient's")
                + " address cannot be written to");
      }
      Values.Occasion occasion = occasion(connection, message, template, proofs, listed);
      if (template.messageClass() == MessageClass.OPT_IN && occasion.consents().isEmpty()) {
        return new ComposeOutcome.Unfit("there is no wording that could be agreed to");
      }
      Links.Personal personal = links.of(message, sender.number());
      var recipient = new Values.Recipient(message.firstName(), message.lastName());
      Template.Made made =
          marked(
              message,
              template,
              template.make(values.of(sender, template, recipient, occasion, personal)));
      return new ComposeOutcome.Ready(
          letter(sender, message, template, from.get(), to.get(), personal, made).seal());
    } catch (UnusableTemplateException e) {
      return new ComposeOutcome.Unfit(String.valueOf(e.getMessage()));
    }
  }

  /** Hosts of pages that a mail may name: those of the owner's list, and that of our own forms. */
  private Set<String> listed(TenantId tenant) {
    return Stream.concat(
            Stream.of(settings.publicUrl().getHost().toLowerCase(Locale.ROOT)),
            hosts.all(tenant).stream().map(listed -> listed.host().value()))
        .collect(Collectors.toSet());
  }

  /** The subject of a trial says so, before anybody opens the mail. */
  private Template.Made marked(Outgoing message, Template template, Template.Made made) {
    if (!message.trial()) {
      return made;
    }
    String mark = words.getMessage("campaign.trial.mark", null, template.language().locale());
    return new Template.Made(
        mark + " " + made.subject(), made.preheader(), made.html(), made.text());
  }

  /** The address that the campaign names, or the profile's. */
  static Optional<MailAddress> from(Tenant sender, Content content) {
    return MailAddress.of(
        content.senderAddress().isEmpty() ? sender.senderAddress() : content.senderAddress());
  }

  private Values.Occasion occasion(
      Connection connection,
      Outgoing message,
      Template template,
      Proofs proofs,
      Set<String> listed) {
    Evidence evidence = proofs.of(message.event());
    List<String> consents =
        template.messageClass() == MessageClass.OPT_IN
            ? message.asked().stream()
                .flatMap(asked -> words(connection, message, asked, template, proofs).stream())
                .distinct()
                .toList()
            : List.of();
    return new Values.Occasion(
        message.askedAt(),
        clock.instant(),
        (message.signedUp() || message.trial()) && Consented.ticked(evidence),
        message.renewal(),
        evidence == null ? "" : Untrusted.page(evidence.page(), listed),
        consents);
  }

  private List<String> words(
      Connection connection,
      Outgoing message,
      Outgoing.Asked asked,
      Template template,
      Proofs proofs) {
    return consented.to(
        connection,
        message.tenant(),
        asked.purpose(),
        template.language(),
        proofs.of(asked.event()),
        proofs.words(),
        message.createdAt());
  }

  private MimeMail letter(
      Tenant sender,
      Outgoing message,
      Template template,
      MailAddress from,
      MailAddress to,
      Links.Personal personal,
      Template.Made made) {
    var others = new LinkedHashMap<String, String>();
    others.put("Auto-Submitted", "auto-generated");
    if (template.messageClass() != MessageClass.TRANSACTIONAL) {
      others.put("List-Unsubscribe", "<" + personal.unsubscribe() + ">");
      others.put("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }
    others.put(
        "Feedback-ID",
        "%s:%d:%s:jawort"
            .formatted(message.campaign().campaign(), sender.number(), message.messageClass()));
    return new MimeMail(
        from,
        Values.senderName(sender, template.content()),
        replyTo(sender, template.content()),
        to,
        "<%s@%s>".formatted(message.id(), ownDomain(from)),
        clock.instant().atZone(sender.timeZone()),
        others,
        made);
  }

  static Optional<MailAddress> replyTo(Tenant sender, Content content) {
    return content.replyTo().isEmpty()
        ? sender.replyTo().flatMap(MailAddress::of)
        : MailAddress.of(content.replyTo());
  }

  /** The public host, or the sender's domain where that is no name on the internet. */
  private String ownDomain(MailAddress from) {
    String host = settings.publicUrl().getHost();
    boolean named = host.matches("(?i)([a-z0-9-]+\\.)+[a-z][a-z0-9-]*");
    return named ? host : from.domain();
  }
}
