package org.jawort.campaign.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jawort.consent.permission.MessageClass;

/** What is wrong with the HTML of a mail, tag by tag. */
public final class MarkupChecks {
  /** Links that a confirmation mail may have (law 8). */
  private static final Set<String> CONFIRMING =
      Set.of(
          "confirm_url", "privacy_policy_url", "refuse_url", "unsubscribe_url", "web_version_url");

  private static final char UNKNOWN = HiddenText.UNKNOWN;
  private static final String IMAGES = UNKNOWN + "images" + UNKNOWN;

  private static final Pattern DATA = Pattern.compile("(?i)^data:image/(?:png|gif|jpeg|webp)[;,]");

  /** The beginning of a comment that Outlook looks into. */
  private static final Pattern CONDITION = Pattern.compile("(?s)^\\s*\\[\\s*if\\b[^\\]]*]\\s*>");

  private MarkupChecks() {}

  /** Everything in the markup that does no good in a mail of the class. */
  public static List<CampaignProblem> of(OutputContexts read, MessageClass messageClass) {
    var lacks = new ArrayList<CampaignProblem>();
    tags(read.tags(), false, messageClass, lacks);
    for (HtmlTokenizer.Hidden hidden : read.hidden()) {
      if (hidden.element().equals("style")) {
        style(StyleCheck.sheet(hidden.text()), hidden.line(), lacks);
      } else if (hidden.element().isEmpty() && CONDITION.matcher(hidden.text()).find()) {
        // Outlook reads it.
        var tokenizer = new HtmlTokenizer();
        tokenizer.read(CONDITION.matcher(hidden.text()).replaceFirst(""), hidden.line());
        tags(tokenizer.tags(), true, messageClass, lacks);
        tokenizer.hidden().stream()
            .filter(inner -> inner.element().equals("style"))
            .forEach(inner -> style(StyleCheck.sheet(inner.text()), hidden.line(), lacks));
      }
    }
    return lacks;
  }

  private static void tags(
      List<StartTag> tags, boolean office, MessageClass messageClass, List<CampaignProblem> lacks) {
    for (StartTag tag : tags) {
      listed(tag, office, lacks);
      picture(tag, lacks);
      if (messageClass == MessageClass.OPT_IN) {
        advertising(tag, lacks);
      }
    }
  }

  private static void listed(StartTag tag, boolean office, List<CampaignProblem> lacks) {
    if (!AllowedMarkup.element(tag, office)) {
      lacks.add(unlisted(tag, "<" + tag.name() + ">"));
    }
    for (Map.Entry<String, String> attribute : tag.attributes().entrySet()) {
      String name = attribute.getKey();
      String value = AllowedMarkup.decoded(attribute.getValue());
      if (!AllowedMarkup.attribute(name, office)) {
        lacks.add(unlisted(tag, name));
      } else if (MarkupPlace.ADDRESSES.contains(name.replaceFirst("^[ovw]:", ""))
          && !AllowedMarkup.address(value)) {
        lacks.add(unlisted(tag, name));
      } else if (name.equals("style")) {
        style(StyleCheck.declarations(value), tag.line(), lacks);
      }
    }
  }

  private static CampaignProblem unlisted(StartTag tag, String what) {
    return CampaignProblem.at(
        CampaignProblem.Kind.ACTIVE,
        "active",
        tag.line(),
        what.substring(0, Math.min(40, what.length())));
  }

  private static void style(
      Optional<StyleCheck.Unfit> unfit, int line, List<CampaignProblem> lacks) {
    unfit.ifPresent(
        found ->
            lacks.add(
                found.foreign()
                    ? CampaignProblem.at(CampaignProblem.Kind.FOREIGN, "foreign", line, "url()")
                    : CampaignProblem.at(
                        CampaignProblem.Kind.ACTIVE, "active", line, found.what())));
  }

  private static void picture(StartTag tag, List<CampaignProblem> lacks) {
    if (tag.name().equals("img") && !tag.attributes().containsKey("alt")) {
      lacks.add(CampaignProblem.at(CampaignProblem.Kind.ALT_TEXT, "alt", tag.line()));
    }
    for (String attribute : List.of("src", "background", "srcset")) {
      String address = AllowedMarkup.decoded(tag.value(attribute)).strip();
      if (!address.isEmpty() && !address.startsWith(IMAGES) && !DATA.matcher(address).find()) {
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
    String address = AllowedMarkup.decoded(tag.value("href")).strip();
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
