package org.jawort.campaign.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jawort.consent.permission.MessageClass;

/** What is wrong with the HTML of a mail, tag by tag. */
public final class MarkupChecks {
  private static final Set<String> ACTIVE =
      Set.of(
          "applet",
          "audio",
          "base",
          "button",
          "dialog",
          "embed",
          "form",
          "frame",
          "frameset",
          "iframe",
          "input",
          "link",
          "math",
          "noembed",
          "noframes",
          "noscript",
          "object",
          "plaintext",
          "script",
          "select",
          "svg",
          "template",
          "textarea",
          "video",
          "xmp");

  /** Links that a confirmation mail may have (law 8). */
  private static final Set<String> CONFIRMING =
      Set.of(
          "confirm_url", "privacy_policy_url", "refuse_url", "unsubscribe_url", "web_version_url");

  private static final Pattern FOREIGN_STYLE =
      Pattern.compile("(?is)@import|url\\s*\\(\\s*['\"]?\\s*(?!data:|\\{\\{\\s*images)[^)]");

  private static final char UNKNOWN = HiddenText.UNKNOWN;
  private static final String IMAGES = UNKNOWN + "images" + UNKNOWN;

  private MarkupChecks() {}

  /** Everything in the markup that does no good in a mail of the class. */
  public static List<CampaignProblem> of(
      List<StartTag> tags, String source, MessageClass messageClass) {
    var lacks = new ArrayList<CampaignProblem>();
    for (StartTag tag : tags) {
      active(tag, lacks);
      picture(tag, lacks);
      if (messageClass == MessageClass.OPT_IN) {
        advertising(tag, lacks);
      }
    }
    if (FOREIGN_STYLE.matcher(source).find()) {
      lacks.add(CampaignProblem.at(CampaignProblem.Kind.FOREIGN, "foreign", 0, "url()"));
    }
    return lacks;
  }

  private static void active(StartTag tag, List<CampaignProblem> lacks) {
    boolean refresh =
        tag.name().equals("meta") && tag.value("http-equiv").equalsIgnoreCase("refresh");
    if (ACTIVE.contains(tag.name()) || refresh) {
      lacks.add(
          CampaignProblem.at(
              CampaignProblem.Kind.ACTIVE, "active", tag.line(), "<" + tag.name() + ">"));
    }
    for (Map.Entry<String, String> attribute : tag.attributes().entrySet()) {
      String value = attribute.getValue().replaceAll("[\\s\\p{Cntrl}]", "");
      if (attribute.getKey().startsWith("on")
          || MarkupPlace.ADDRESSES.contains(attribute.getKey())
              && value.matches("(?is)(javascript|vbscript|data:text).*")) {
        lacks.add(
            CampaignProblem.at(
                CampaignProblem.Kind.ACTIVE, "active", tag.line(), attribute.getKey()));
      }
    }
  }

  private static void picture(StartTag tag, List<CampaignProblem> lacks) {
    if (tag.name().equals("img") && !tag.attributes().containsKey("alt")) {
      lacks.add(CampaignProblem.at(CampaignProblem.Kind.ALT_TEXT, "alt", tag.line()));
    }
    for (String attribute : List.of("src", "background", "srcset")) {
      String address = tag.value(attribute).strip();
      if (!address.isEmpty() && !address.startsWith(IMAGES) && !address.startsWith("data:image/")) {
        lacks.add(
            CampaignProblem.at(
                CampaignProblem.Kind.FOREIGN,
                "foreign",
                tag.line(),
                address.replace(UNKNOWN, '…').substring(0, Math.min(60, address.length()))));
      }
    }
  }

  /** Every link leads to the question, or to what the law asks for. */
  private static void advertising(StartTag tag, List<CampaignProblem> lacks) {
    String address = tag.value("href").strip();
    boolean link = tag.name().equals("a") || tag.name().equals("area");
    if (!link
        || address.isEmpty()
        || address.startsWith("#")
        || address.startsWith("mailto:")
        || address.startsWith("tel:")) {
      return;
    }
    boolean allowed =
        CONFIRMING.stream().anyMatch(field -> address.equals(UNKNOWN + field + UNKNOWN));
    if (!allowed) {
      lacks.add(
          CampaignProblem.at(
              CampaignProblem.Kind.ADVERTISING,
              "advertising",
              tag.line(),
              address.replace(UNKNOWN, '…').substring(0, Math.min(60, address.length()))));
    }
  }
}
