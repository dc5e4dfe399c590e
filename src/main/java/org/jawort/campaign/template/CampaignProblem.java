package org.jawort.campaign.template;

import java.util.List;

/**
 * Something that a campaign lacks before it can be sent.
 *
 * @param reason last part of the message key that says it in words
 * @param part of the mail where it is
 * @param line of that part, counted from 1, or 0 where none is meant
 * @param arguments for the words, none of a recipient
 */
public record CampaignProblem(
    Kind kind, String reason, Part part, int line, List<String> arguments) {
  /** Copies the arguments. */
  public CampaignProblem {
    arguments = List.copyOf(arguments);
  }

  /** What kind of thing is missing. */
  public enum Kind {
    /** The subject is empty. */
    SUBJECT,
    /** There is nothing to read. */
    BODY,
    /** A picture says nothing to those who do not see it (law 45). */
    ALT_TEXT,
    /** A field that no mail of this class has. */
    DEAD_FIELD,
    /** The profile has no imprint (law 27). */
    IMPRINT,
    /** A confirmation mail without the personal link (law 9). */
    CONFIRM_LINK,
    /** A confirmation mail with advertising in it (law 8). */
    ADVERTISING,
    /** Nobody has shown that they read the mail of that sender address (law 27). */
    SENDER,
    /** Something from elsewhere, whose owner would learn who opens the mail (law 29). */
    FOREIGN,
    /** Something that does no good in a mail: scripts, forms, frames. */
    ACTIVE,
    /** The template itself is wrong. */
    TEMPLATE
  }

  /** A part of the mail. */
  public enum Part {
    /** What concerns the whole. */
    WHOLE,
    /** The subject. */
    SUBJECT,
    /** The line that mailboxes show beside the subject. */
    PREHEADER,
    /** The HTML part. */
    HTML,
    /** The plain part. */
    TEXT
  }

  /** One that concerns the whole. */
  public static CampaignProblem of(Kind kind, String reason, String... arguments) {
    return new CampaignProblem(kind, reason, Part.WHOLE, 0, List.of(arguments));
  }

  /** One in a line of the HTML part. */
  public static CampaignProblem at(Kind kind, String reason, int line, String... arguments) {
    return new CampaignProblem(kind, reason, Part.HTML, line, List.of(arguments));
  }

  /** The same in another part. */
  public CampaignProblem in(Part other) {
    return new CampaignProblem(kind, reason, other, line, arguments);
  }

  /** Key of the message that says it. */
  public String key() {
    return "campaign.lack." + reason;
  }
}
