package org.jawort.campaign.mail;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.loader.StringLoader;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jawort.campaign.Block;
import org.jawort.campaign.BlockHtml;
import org.jawort.campaign.StandardCampaigns;
import org.jawort.campaign.template.Content;
import org.jawort.campaign.template.LinkFunctions;
import org.jawort.campaign.template.Template;
import org.jawort.consent.permission.MessageClass;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.tenant.IpMode;
import org.jawort.tenant.Tenant;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes one mail again and again, with the program's own classes, which are nobody else's business;
 * and the same template by Pebble as it comes.
 */
public final class MailBench {
  private static final int SIZE = 10_000;
  private static final Tenant SENDER =
      new Tenant(
          new TenantId(UUID.randomUUID()),
          1,
          "Salon Ada",
          "Salon Ada\nHauptstraße 1\n10115 Berlin",
          Optional.of(URI.create("https://salon.example/datenschutz")),
          Optional.empty(),
          "Salon Ada",
          "post@salon.example",
          Optional.empty(),
          Language.DE,
          List.of(Language.DE),
          ZoneId.of("Europe/Berlin"),
          IpMode.OFF,
          "#1b5e7b",
          true,
          "DE",
          Optional.empty(),
          Optional.empty(),
          List.of());

  private final Template template;
  private final Map<String, Object> values;
  private final PebbleTemplate bareHtml;
  private final PebbleTemplate bareText;

  private MailBench(Content content) {
    template = Template.of(Language.DE, MessageClass.OPT_IN, content);
    String link = "https://post.salon.example/c/" + "x".repeat(48);
    var personal = new Links.Personal(link, link, link, link, Instant.now());
    var occasion =
        new Values.Occasion(
            Instant.now(),
            Instant.now(),
            true,
            false,
            "https://salon.example/newsletter",
            List.of("Ja, ich möchte den Newsletter von Salon Ada per E-Mail erhalten."));
    values =
        new Values("https://post.salon.example/i/")
            .of(SENDER, template, new Values.Recipient("Ada", "Lovelace"), occasion, personal);
    bareHtml = bare(true, LinkFunctions.HTML, LinkFunctions.HTML_FILTERS, content.html());
    bareText = bare(false, LinkFunctions.TEXT, LinkFunctions.TEXT_FILTERS, content.plain());
  }

  /** The confirmation mail that is shipped. */
  public static MailBench standard() {
    return new MailBench(
        new Content(
            "Bitte bestätigen Sie Ihre Anmeldung",
            "",
            "",
            "",
            "",
            Content.Kind.HTML,
            StandardCampaigns.body(Language.DE, "html"),
            StandardCampaigns.body(Language.DE, "txt"),
            ""));
  }

  /** One put together in the block editor, of 10 KB. */
  public static MailBench blocks() {
    var editor = new BlockHtml(JsonMapper.shared());
    var made =
        new ArrayList<>(
            List.of(
                Block.of(Block.Kind.HEADING, "Guten Tag {{ first_name }}"),
                Block.of(Block.Kind.CONSENTS),
                Block.labelled(Block.Kind.CONFIRM, "Ja, ich möchte Post")));
    while (editor.html(made, Language.DE).length() < SIZE - 1_000) {
      made.add(
          Block.of(
              Block.Kind.TEXT, "Wir schreiben Ihnen, {{ first_name }}, **selten**. ".repeat(4)));
    }
    return new MailBench(
        new Content(
            "Post für {{ first_name }}",
            "Bitte bestätigen",
            "",
            "",
            "",
            Content.Kind.BLOCKS,
            editor.html(made, Language.DE),
            "",
            editor.write(made)));
  }

  private static PebbleTemplate bare(
      boolean html, Map<String, Function> functions, Map<String, Filter> filters, String source) {
    return new PebbleEngine.Builder()
        .loader(new StringLoader())
        .autoEscaping(html)
        .extension(
            new AbstractExtension() {
              @Override
              public Map<String, Function> getFunctions() {
                return functions;
              }

              @Override
              public Map<String, Filter> getFilters() {
                return filters;
              }
            })
        .build()
        .getTemplate(source);
  }

  /** Subject, preheader, HTML and text, as they go into the mail; returns how many characters. */
  public int render() {
    Template.Made made = template.make(values);
    return made.html().length() + made.text().length();
  }

  /** The whole mail, ready for the mail server; returns its bytes. */
  public int seal() {
    var from = MailAddress.of("post@salon.example").orElseThrow();
    var to = MailAddress.of("ada@example.org").orElseThrow();
    return new MimeMail(
            from,
            "Salon Ada",
            Optional.empty(),
            to,
            "<1@salon.example>",
            ZonedDateTime.now(SENDER.timeZone()),
            Map.of("Auto-Submitted", "auto-generated"),
            template.make(values))
        .seal()
        .raw()
        .length;
  }

  /** HTML and text by Pebble alone; returns how many characters. */
  public int bare() throws IOException {
    var html = new StringWriter();
    bareHtml.evaluate(html, values, Language.DE.locale());
    var text = new StringWriter();
    bareText.evaluate(text, values, Language.DE.locale());
    return html.getBuffer().length() + text.getBuffer().length();
  }
}
