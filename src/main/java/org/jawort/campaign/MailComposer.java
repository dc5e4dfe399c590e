package org.jawort.campaign;

import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jawort.consent.EventId;
import org.jawort.consent.Evidence;
import org.jawort.consent.Evidences;
import org.jawort.delivery.Composer;
import org.jawort.delivery.Outgoing;
import org.jawort.platform.Database;
import org.jawort.platform.Settings;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Tenant;
import org.jawort.tenant.Tenants;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes the confirmation mails: who it is from, what was agreed to, and the personal links. */
@Component
class MailComposer implements Composer {
  private final Database database;
  private final Tenants tenants;
  private final Templates templates;
  private final Consented consented;
  private final Links links;
  private final Settings settings;
  private final InstantSource clock;

  MailComposer(
      Database database,
      Tenants tenants,
      Templates templates,
      Consented consented,
      Links links,
      Settings settings,
      InstantSource clock) {
    this.database = database;
    this.tenants = tenants;
    this.templates = templates;
    this.consented = consented;
    this.links = links;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public List<Composed> compose(TenantId tenant, List<Outgoing> messages) {
    Tenant sender = tenants.find(tenant);
    return database.read(
        tenant,
        connection -> {
          Map<EventId, Evidence> evidences =
              Evidences.of(
                  connection,
                  tenant,
                  messages.stream().map(Outgoing::event).filter(Objects::nonNull).toList());
          var composed = new ArrayList<Composed>(messages.size());
          for (Outgoing message : messages) {
            EventId event = message.event();
            Evidence evidence = event == null ? null : evidences.get(event);
            composed.add(compose(connection, sender, message, evidence));
          }
          return composed;
        });
  }

  private Composed compose(
      Connection connection, Tenant sender, Outgoing message, @Nullable Evidence evidence)
      throws SQLException {
    Optional<MailAddress> from = MailAddress.of(sender.senderAddress());
    Optional<MailAddress> to = MailAddress.of(message.address());
    if (from.isEmpty() || to.isEmpty()) {
      return new Composed.Unfit(
          (from.isEmpty() ? "the sender's" : "the recipient's") + " address cannot be written to");
    }
    try {
      Template template = templates.of(connection, sender.id(), message.campaign());
      List<String> consents =
          consented.to(
              connection,
              message.tenant(),
              message.purpose(),
              template.language(),
              evidence,
              message.createdAt());
      if (consents.isEmpty()) {
        return new Composed.Unfit("there is no wording that could be agreed to");
      }
      Links.Personal personal = links.of(message, sender.number());
      Template.Made made =
          template.make(values(sender, message, template, evidence, consents, personal));
      return new Composed.Ready(
          letter(sender, message, from.get(), to.get(), personal, made).seal());
    } catch (UnusableTemplateException e) {
      return new Composed.Unfit(String.valueOf(e.getMessage()));
    }
  }

  private static Map<String, Object> values(
      Tenant sender,
      Outgoing message,
      Template template,
      @Nullable Evidence evidence,
      List<String> consents,
      Links.Personal personal) {
    var moments = new Moments(template.language(), sender.timeZone());
    var values = new LinkedHashMap<String, Object>();
    values.put("language", template.language().code());
    values.put("tenant", Untrusted.line(sender.name()));
    values.put("sender_name", Untrusted.line(sender.senderName()));
    values.put("imprint", Untrusted.lines(sender.imprint()));
    values.put("privacy_policy_url", web(sender.privacyPolicyUrl()));
    values.put("colour", sender.colour());
    values.put("button_colour", ButtonColour.of(sender.colour()));
    values.put("first_name", Untrusted.name(message.firstName()));
    values.put("signed_up", !Consented.ticked(evidence).isEmpty());
    values.put("renewal", message.renewal());
    values.put("signed_up_at", moments.minute(message.createdAt()));
    values.put("page", Untrusted.page(evidence == null ? null : evidence.page()));
    values.put("consents", consents);
    values.put("valid_until", moments.minute(personal.validUntil()));
    values.put("confirm_url", personal.confirm());
    values.put("refuse_url", personal.refuse());
    return values;
  }

  private static String web(Optional<URI> address) {
    return address
        .filter(uri -> "https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
        .map(URI::toASCIIString)
        .orElse("");
  }

  private Letter letter(
      Tenant sender,
      Outgoing message,
      MailAddress from,
      MailAddress to,
      Links.Personal personal,
      Template.Made made) {
    var others = new LinkedHashMap<String, String>();
    others.put("Auto-Submitted", "auto-generated");
    others.put("List-Unsubscribe", "<" + personal.unsubscribe() + ">");
    others.put("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    others.put(
        "Feedback-ID",
        "%s:%d:%s:jawort"
            .formatted(message.campaign().campaign(), sender.number(), message.messageClass()));
    return new Letter(
        from,
        Untrusted.line(sender.senderName()),
        sender.replyTo().flatMap(MailAddress::of),
        to,
        "<%s@%s>".formatted(message.id(), ownDomain(from)),
        clock.instant().atZone(sender.timeZone()),
        others,
        made);
  }

  /** The public host, or the sender's domain where that is no name on the internet. */
  private String ownDomain(MailAddress from) {
    String host = settings.publicUrl().getHost();
    boolean named = host.matches("(?i)([a-z0-9-]+\\.)+[a-z][a-z0-9-]*");
    return named ? host : from.domain();
  }
}
