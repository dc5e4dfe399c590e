package org.jawort.campaign.mail;

import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jawort.campaign.image.CampaignImage;
import org.jawort.campaign.template.Content;
import org.jawort.campaign.template.Template;
import org.jawort.campaign.template.Untrusted;
import org.jawort.consent.permission.MessageClass;
import org.jawort.platform.Language;
import org.jawort.platform.Settings;
import org.jawort.platform.web.BrandColour;
import org.jawort.tenant.Tenant;
import org.jspecify.annotations.Nullable;

/**
 * The fields that templates may name, filled for one mail.
 *
 * @param images beginning of the addresses of pictures
 */
public record Values(String images) {
  /** For mails of this installation. */
  public static Values of(Settings settings) {
    return new Values(settings.publicUrl() + CampaignImage.PLACE);
  }

  /**
   * Who the mail is for, as typed and not to be trusted.
   *
   * @param firstName or null
   * @param lastName or null
   */
  public record Recipient(@Nullable String firstName, @Nullable String lastName) {}

  /**
   * Why a confirmation mail is written.
   *
   * @param at when it was asked for: of a sign-up, or of the wish of somebody else
   * @param sent when the mail is made
   * @param signedUp whether the person signed up on a page, or somebody else asked
   * @param renewal whether a consent that is given already is asked for again
   * @param page where, in words that may stand in a mail, or an empty text
   * @param consents word for word
   */
  public record Occasion(
      Instant at,
      Instant sent,
      boolean signedUp,
      boolean renewal,
      String page,
      List<String> consents) {}

  /** All fields by their names, for one recipient. */
  public Map<String, Object> of(
      Tenant sender,
      Template template,
      Recipient recipient,
      Occasion occasion,
      Links.Personal personal) {
    Language language = template.language();
    var values = new LinkedHashMap<String, Object>();
    values.put("language", language.code());
    values.put("tenant", Untrusted.line(sender.name()));
    values.put("sender_name", senderName(sender, template.content()));
    values.put("imprint", Untrusted.lines(sender.imprint()));
    values.put("privacy_policy_url", web(sender.privacyPolicyUrl()));
    values.put("colour", sender.colour());
    values.put("button_colour", BrandColour.of(sender.colour().substring(1)).readable().hex());
    values.put("images", images);
    values.put("first_name", Untrusted.name(recipient.firstName()));
    values.put("last_name", Untrusted.name(recipient.lastName()));
    values.put("unsubscribe_url", personal.unsubscribe());
    values.put("web_version_url", personal.webVersion());
    if (template.messageClass() == MessageClass.OPT_IN) {
      var mailDates = new MailDates(language, sender.timeZone());
      values.put("signed_up", occasion.signedUp());
      values.put("renewal", occasion.renewal());
      values.put("signed_up_at", mailDates.minute(occasion.at()));
      values.put("page", occasion.page());
      values.put("consents", occasion.consents());
      values.put("valid_for", mailDates.span(occasion.sent(), personal.validUntil()));
      values.put("valid_until", mailDates.minute(personal.validUntil()));
      values.put("confirm_url", personal.confirm());
      values.put("refuse_url", personal.refuse());
    }
    return values;
  }

  /** The name in From. */
  public static String senderName(Tenant sender, Content content) {
    return Untrusted.line(
        content.senderName().isBlank() ? sender.senderName() : content.senderName());
  }

  private static String web(Optional<URI> address) {
    return address
        .filter(uri -> "https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
        .map(URI::toASCIIString)
        .orElse("");
  }
}
