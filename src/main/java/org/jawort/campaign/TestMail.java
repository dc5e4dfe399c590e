package org.jawort.campaign;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jawort.campaign.mail.Consented;
import org.jawort.campaign.mail.Links;
import org.jawort.campaign.mail.Values;
import org.jawort.campaign.template.CampaignProblem;
import org.jawort.campaign.template.Content;
import org.jawort.campaign.template.Template;
import org.jawort.campaign.template.Untrusted;
import org.jawort.campaign.template.UnusableTemplateException;
import org.jawort.consent.TickedWords;
import org.jawort.consent.permission.MessageClass;
import org.jawort.consent.purpose.Purposes;
import org.jawort.platform.Database;
import org.jawort.platform.Language;
import org.jawort.platform.Settings;
import org.jawort.tenant.Tenant;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Makes a mail that nobody asked for, to be looked at; its links do nothing. */
@Component
class TestMail {
  /** Somebody whose fields are all filled. */
  static final Values.Recipient SOMEBODY = new Values.Recipient("Ada", "Lovelace");

  private static final Values.Recipient NOBODY = new Values.Recipient(null, null);

  private final Database database;
  private final Purposes purposes;
  private final Consented consented;
  private final Values values;
  private final Links links;
  private final MessageSource texts;
  private final InstantSource clock;

  TestMail(
      Database database,
      Purposes purposes,
      Consented consented,
      Settings settings,
      Links links,
      MessageSource texts,
      InstantSource clock) {
    this.database = database;
    this.purposes = purposes;
    this.consented = consented;
    this.values = Values.of(settings);
    this.links = links;
    this.texts = texts;
    this.clock = clock;
  }

  /**
   * The mail as the recipient would get it.
   *
   * @throws UnusableTemplateException where the template is wrong
   */
  Template.Made make(
      Tenant sender,
      Language language,
      MessageClass messageClass,
      Content content,
      Values.Recipient recipient) {
    Template template = Template.of(language, messageClass, content);
    return template.make(filled(sender, template, recipient));
  }

  private Map<String, Object> filled(Tenant sender, Template template, Values.Recipient recipient) {
    Language language = template.language();
    var occasion =
        new Values.Occasion(
            clock.instant(),
            clock.instant(),
            true,
            false,
            Untrusted.page("https://www.example.org/newsletter", Set.of("www.example.org")),
            consents(sender, language));
    Links.Personal inert = links.trial(language, clock.instant());
    return values.of(sender, template, recipient, occasion, inert);
  }

  private List<String> consents(Tenant sender, Language language) {
    List<String> worded =
        database.read(
            sender.id(),
            connection ->
                purposes
                    .byKey(sender.id(), Purposes.NEWSLETTER)
                    .map(
                        purpose ->
                            consented.to(
                                connection,
                                sender.id(),
                                purpose.id(),
                                language,
                                null,
                                new TickedWords(Map.of()),
                                clock.instant()))
                    .orElse(List.of()));
    return worded.isEmpty()
        ? List.of(texts.getMessage("campaign.trial.consent", null, language.locale()))
        : worded;
  }

  /** What goes wrong only while a mail is made: with all fields filled, with none, for anybody. */
  List<CampaignProblem> lacks(Tenant sender, Draft draft) {
    for (Values.Recipient recipient : List.of(SOMEBODY, NOBODY)) {
      try {
        Template template =
            Template.of(
                draft.campaign().language(), draft.campaign().messageClass(), draft.content());
        Map<String, Object> filled = filled(sender, template, recipient);
        template.make(filled);
        template.afford(filled);
      } catch (UnusableTemplateException e) {
        return List.of(e.lack(CampaignProblem.Part.HTML));
      }
    }
    return List.of();
  }
}
