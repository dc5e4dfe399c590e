package org.jawort.campaign;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jawort.campaign.template.TemplateTags;
import org.jawort.platform.Language;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The door to mails that are put together from blocks: makes of them the HTML that all mail
 * programs show alike, with tables for Outlook, one column on phones, and colours for the dark.
 */
@Component
public class BlockHtml {
  /** Blocks that a mail may have. */
  public static final int MOST = 60;

  private static final Pattern BOLD = Pattern.compile("\\*\\*(.+?)\\*\\*");
  private static final Pattern LINK = Pattern.compile("\\[([^\\]\\n]+)]\\(([^)\\s]+)\\)");
  private static final String FONT = "font-family:Arial,Helvetica,sans-serif;";
  private static final int WIDE = 536;

  private final JsonMapper json;

  /** Reads and writes blocks as JSON with the given mapper. */
  public BlockHtml(JsonMapper json) {
    this.json = json;
  }

  /** The blocks as they are kept. */
  public String write(List<Block> blocks) {
    return json.writeValueAsString(blocks);
  }

  /** Reads what was kept; nothing where nothing was. */
  public List<Block> read(String kept) {
    try {
      return kept.isEmpty() ? List.of() : json.readValue(kept, new TypeReference<List<Block>>() {});
    } catch (JacksonException e) {
      throw new IllegalStateException("blocks of our own cannot be read", e);
    }
  }

  /** The HTML part that the blocks make; a template itself. */
  public String html(List<Block> blocks, Language language) {
    return HEAD.formatted(language.code())
        + blocks.stream().map(BlockHtml::row).collect(Collectors.joining())
        + END;
  }

  private static String row(Block block) {
    return switch (block.kind()) {
      case HEADING ->
          cell(
              "<h2 class=\"ink\" style=\"margin:0;%sfont-size:22px;line-height:1.3;color:#1d2125;\">%s</h2>"
                  .formatted(FONT, words(block.text())));
      case TEXT -> cell(words(block.text()));
      case IMAGE -> cell(linked(block, image(block)));
      case BUTTON -> cell(button(words(block.label()), attribute(block.url())));
      case COLUMNS -> columns(words(block.text()), words(block.second()));
      case OFFER -> offer(block);
      case DIVIDER -> cell("<hr style=\"border:0;border-top:1px solid #d5dae0;margin:0;\">");
      case CONSENTS -> CONSENTS;
      case CONFIRM -> cell("{{ confirm_link('%s') }}".formatted(label(block)));
      case REFUSE -> cell("{{ refuse_link('%s') }}".formatted(label(block)));
      case WEB_VERSION -> cell("{{ web_version_link('%s') }}".formatted(label(block)));
    };
  }

  private static String label(Block block) {
    String label = block.label().isBlank() ? "…" : block.label();
    return label.replace("\\", "").replace("'", "’").replace("}}", "} }");
  }

  private static String cell(String content) {
    return """
    <table role="presentation" width="100%%" cellpadding="0" cellspacing="0" border="0"><tr>
    <td class="ink" style="padding:0 32px 20px;%sfont-size:16px;line-height:1.5;color:#1d2125;">%s</td>
    </tr></table>
    """
        .formatted(FONT, content);
  }

  private static String image(Block block) {
    int width = block.width() > 0 ? Math.min(block.width(), WIDE) : WIDE;
    String alt = block.text().isBlank() ? "" : " alt=\"" + attribute(block.text()) + "\"";
    return "<img src=\"{{ images }}%s\"%s width=\"%d\" style=\"display:block;border:0;width:100%%;max-width:%dpx;height:auto;\">"
        .formatted(attribute(block.image()), alt, width, width);
  }

  private static String linked(Block block, String content) {
    return block.url().isBlank()
        ? content
        : "<a href=\"%s\" target=\"_blank\">%s</a>".formatted(attribute(block.url()), content);
  }

  /** Border instead of padding, as Outlook leaves the padding of a link away. */
  private static String button(String label, String address) {
    return ("<a href=\"%s\" target=\"_blank\" style=\"display:inline-block;"
            + "background-color:{{ button_colour }};border:solid {{ button_colour }};"
            + "border-width:13px 28px;border-radius:6px;color:#ffffff;%sfont-size:16px;"
            + "font-weight:bold;line-height:1.25;text-decoration:none;\">%s</a>")
        .formatted(address, FONT, label);
  }

  /** Side by side where there is room, below each other where there is none; Outlook has room. */
  private static String columns(String left, String right) {
    String column =
        """
        <div class="column" style="display:inline-block;width:100%%;max-width:268px;vertical-align:top;">
        <table role="presentation" width="100%%" cellpadding="0" cellspacing="0" border="0"><tr>
        <td class="ink" style="padding:0 8px 20px;%sfont-size:16px;line-height:1.5;color:#1d2125;text-align:left;">%s</td>
        </tr></table>
        </div>
        """;
    return """
    <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr>
    <td style="padding:0 24px;font-size:0;text-align:center;">
    <!--[if mso]><table role="presentation" width="100%"><tr><td width="50%" valign="top"><![endif]-->
    """
        + column.formatted(FONT, left)
        + "<!--[if mso]></td><td width=\"50%\" valign=\"top\"><![endif]-->\n"
        + column.formatted(FONT, right)
        + "<!--[if mso]></td></tr></table><![endif]-->\n</td></tr></table>\n";
  }

  private static String offer(Block block) {
    String code =
        block.second().isBlank()
            ? ""
            : "<p style=\"margin:12px 0 0;font-size:20px;font-weight:bold;letter-spacing:1px;\">%s</p>"
                .formatted(words(block.second()));
    String button =
        block.url().isBlank()
            ? ""
            : "<p style=\"margin:16px 0 0;\">%s</p>"
                .formatted(button(words(block.label()), attribute(block.url())));
    return """
    <table role="presentation" width="100%%" cellpadding="0" cellspacing="0" border="0"><tr><td style="padding:0 32px 20px;">
    <table role="presentation" width="100%%" cellpadding="0" cellspacing="0" border="0"><tr>
    <td class="quote" align="center" style="padding:20px;background-color:#f2f4f6;border:2px dashed {{ colour }};%sfont-size:16px;line-height:1.5;color:#1d2125;">%s%s%s</td>
    </tr></table></td></tr></table>
    """
        .formatted(FONT, words(block.text()), code, button);
  }

  /** Escaped but for its template tags, with line breaks, bold words and links. */
  private static String words(String text) {
    return TemplateTags.around(
        text,
        plain -> {
          String escaped = HtmlUtils.htmlEscape(plain, "UTF-8");
          String bold = BOLD.matcher(escaped).replaceAll("<strong>$1</strong>");
          return LINK.matcher(bold)
              .replaceAll(BlockHtml::anchor)
              .replace("\r", "")
              .replace("\n", "<br>\n");
        });
  }

  private static String anchor(MatchResult link) {
    return Matcher.quoteReplacement(
        "<a class=\"link\" href=\"%s\" target=\"_blank\" style=\"color:#0b5394;\">%s</a>"
            .formatted(link.group(2), link.group(1)));
  }

  private static String attribute(String text) {
    return TemplateTags.around(text.strip(), plain -> HtmlUtils.htmlEscape(plain, "UTF-8"));
  }

  private static final String CONSENTS =
      """
      {% for consent in consents %}
      <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td style="padding:0 32px 16px;">
      <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr>
      <td class="quote" style="padding:14px 16px;background-color:#f2f4f6;border-left:4px solid {{ colour }};font-family:Arial,Helvetica,sans-serif;font-size:15px;line-height:1.5;color:#1d2125;">{{ consent | lines }}</td>
      </tr></table></td></tr></table>
      {% endfor %}
      """;

  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="%s" dir="ltr" xmlns:o="urn:schemas-microsoft-com:office:office">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="x-apple-disable-message-reformatting">
      <meta name="color-scheme" content="light dark">
      <meta name="supported-color-schemes" content="light dark">
      <meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no">
      <title>{{ sender_name }}</title>
      <!--[if mso]><xml><o:OfficeDocumentSettings><o:PixelsPerInch>96</o:PixelsPerInch></o:OfficeDocumentSettings></xml><![endif]-->
      <style>
      :root { color-scheme: light dark; supported-color-schemes: light dark; }
      @media (prefers-color-scheme: dark) {
        .page { background-color: #16181b !important; }
        .card { background-color: #22252a !important; }
        .ink { color: #f1f3f5 !important; }
        .quote { background-color: #2c3036 !important; color: #f1f3f5 !important; }
        .link { color: #9ecbff !important; }
      }
      @media (max-width: 480px) {
        .column { max-width: 100%% !important; }
      }
      </style>
      </head>
      <body class="page" style="margin:0;padding:0;background-color:#f2f4f6;">
      <table role="presentation" class="page" width="100%%" cellpadding="0" cellspacing="0" border="0" style="background-color:#f2f4f6;"><tr>
      <td align="center" style="padding:24px 8px;">
      <!--[if mso]><table role="presentation" width="600" align="center" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
      <table role="presentation" class="card" width="100%%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px;margin:0 auto;background-color:#ffffff;border-top:4px solid {{ colour }};"><tr>
      <td style="padding:32px 0 12px;">
      """;

  private static final String END =
      """
      </td></tr></table>
      <!--[if mso]></td></tr></table><![endif]-->
      </td></tr></table>
      </body>
      </html>
      """;
}
