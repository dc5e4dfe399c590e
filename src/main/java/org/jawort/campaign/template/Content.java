package org.jawort.campaign.template;

/**
 * What a campaign's mails say, and from whom; each text is a template.
 *
 * @param preheader the line that mailboxes show beside the subject, or empty
 * @param senderName display name in From; empty for the profile's
 * @param senderAddress address in From; empty for the profile's
 * @param replyTo address for answers; empty for the profile's
 * @param html the HTML part; empty where the kind is TEXT
 * @param text the plain part; empty where it is made from the HTML part
 * @param blocks what the HTML part was made from, as JSON; empty unless the kind is BLOCKS
 */
public record Content(
    String subject,
    String preheader,
    String senderName,
    String senderAddress,
    String replyTo,
    Kind kind,
    String html,
    String text,
    String blocks) {
  /** How it was written. */
  public enum Kind {
    /** Put together from blocks. */
    BLOCKS,
    /** HTML of one's own. */
    HTML,
    /** Plain text alone. */
    TEXT
  }

  /** Nothing yet. */
  public static Content empty(Kind kind) {
    return new Content("", "", "", "", "", kind, "", "", "");
  }

  /** The same with other parts. */
  public Content with(String newHtml, String newText) {
    return new Content(
        subject, preheader, senderName, senderAddress, replyTo, kind, newHtml, newText, blocks);
  }

  /** The plain part as it is sent. */
  public String plain() {
    return text.isBlank() && kind != Kind.TEXT ? PlainText.of(html) : text;
  }
}
