package org.jawort.campaign.template;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jawort.consent.permission.MessageClass;

/** What an editor can put into a mail with a click. */
public enum MergeField {
  /** Recipient's first name. */
  FIRST_NAME("{{ first_name | default('%s') }}", false),
  /** Recipient's last name. */
  LAST_NAME("{{ last_name | default('%s') }}", false),
  /** The tenant's name. */
  TENANT("{{ tenant }}", false),
  /** The sender's name. */
  SENDER_NAME("{{ sender_name }}", false),
  /** The imprint. */
  IMPRINT("{{ imprint | lines }}", false),
  /** What was agreed to. */
  CONSENTS("{%% for consent in consents %%}{{ consent }} {%% endfor %%}", true),
  /** When. */
  SIGNED_UP_AT("{{ signed_up_at }}", true),
  /** Where. */
  PAGE("{{ page }}", true),
  /** How long the link works. */
  VALID_FOR("{{ valid_for }}", true),
  /** Until when the link works. */
  VALID_UNTIL("{{ valid_until }}", true),
  /** The button that leads to the confirmation. */
  CONFIRM_LINK("{{ confirm_link('%s') }}", true),
  /** The link to say no. */
  REFUSE_LINK("{{ refuse_link('%s') }}", true),
  /** The link to unsubscribe. */
  UNSUBSCRIBE_LINK("{{ unsubscribe_link('%s') }}", false),
  /** The link to the mail in a browser. */
  WEB_VERSION_LINK("{{ web_version_link('%s') }}", false);

  private static final Set<String> EVERYWHERE =
      Set.of(
          "button_colour",
          "colour",
          "first_name",
          "images",
          "imprint",
          "language",
          "last_name",
          "privacy_policy_url",
          "sender_name",
          "tenant",
          "unsubscribe_url",
          "web_version_url");

  private static final Set<String> CONFIRMATION =
      Set.of(
          "confirm_url",
          "consents",
          "page",
          "refuse_url",
          "renewal",
          "signed_up",
          "signed_up_at",
          "valid_for",
          "valid_until");

  private final String source;
  private final boolean confirmationOnly;

  MergeField(String source, boolean confirmationOnly) {
    this.source = source;
    this.confirmationOnly = confirmationOnly;
  }

  /** Those that mails of the class may have. */
  public static List<MergeField> of(MessageClass messageClass) {
    return Arrays.stream(values())
        .filter(field -> messageClass == MessageClass.OPT_IN || !field.confirmationOnly)
        .toList();
  }

  /** Tells whether it takes words: a label, or what stands there where the field is empty. */
  public boolean takesWords() {
    return source.contains("%s");
  }

  /**
   * As it stands in a template.
   *
   * @param words label of the link, or what stands there where the field is empty
   */
  public String source(String words) {
    return source.formatted(words.replace("'", "’"));
  }

  /** Of the fields that a template names, those that mails of the class never have. */
  public static Set<String> dead(MessageClass messageClass, Map<String, Integer> named) {
    var dead = new TreeSet<>(named.keySet());
    dead.removeAll(EVERYWHERE);
    if (messageClass == MessageClass.OPT_IN) {
      dead.removeAll(CONFIRMATION);
    }
    return dead;
  }
}
