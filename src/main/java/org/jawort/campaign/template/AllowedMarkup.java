package org.jawort.campaign.template;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.unbescape.html.HtmlEscape;

/**
 * What the HTML of a mail may consist of, by list: what mail programs show alike and what does
 * nothing. Whatever is not on it is refused, known or not.
 */
final class AllowedMarkup {
  private static final Set<String> ELEMENTS =
      words(
          """
          a abbr acronym address area article aside b bdi bdo big blockquote body br caption center
          cite code col colgroup dd del dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5
          h6 head header hr html i img ins kbd li main map mark meta nav ol p picture pre q s samp
          section small span strike strong style sub sup table tbody td tfoot th thead time title tr
          tt u ul var wbr
          """);

  /** Of Office, which reads some comments: what centres tables and draws buttons in Outlook. */
  private static final Pattern OFFICE = Pattern.compile("xml|[ovw]:[a-z]{1,40}|noscript");

  private static final Set<String> ATTRIBUTES =
      words(
          """
          abbr align alink alt axis background bgcolor border bordercolor cellpadding cellspacing
          charset class clear color cols colspan compact content coords datetime dir face frame
          headers height hidden href hreflang hspace id http-equiv lang link loading marginheight marginwidth media
          name noshade nowrap property rel reversed role rowspan rules scope shape size span src start style
          summary target text title translate type usemap valign value vlink vspace width xml:lang
          xmlns
          """);

  private static final Pattern MORE_ATTRIBUTES =
      Pattern.compile("aria-[a-z]{2,30}|data-[a-z0-9-]{1,40}|xmlns:[a-z]{1,20}");
  private static final Pattern OFFICE_ATTRIBUTES = Pattern.compile("(?:[ovw]:)?[a-z]{1,30}");

  /** What a meta may set for the whole page; a refresh leads elsewhere. */
  private static final Set<String> HTTP_EQUIV =
      Set.of("content-type", "x-ua-compatible", "content-language");

  private static final Pattern SCHEME = Pattern.compile("^([^/?#:\uFFFC]*):");
  private static final Set<String> SCHEMES = Set.of("http", "https", "mailto", "tel", "sms");
  private static final Pattern PICTURE =
      Pattern.compile("(?i)^data:image/(?:png|gif|jpeg|webp)[;,].*", Pattern.DOTALL);

  /** Browsers leave them out of an address. */
  private static final Pattern LEFT_OUT =
      Pattern.compile("[\\p{Cntrl}\\s\u00a0\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]");

  private AllowedMarkup() {}

  private static Set<String> words(String list) {
    return Set.of(list.strip().split("\\s+"));
  }

  /** The value as a browser reads it: each character reference of HTML, with or without its end. */
  static String decoded(String value) {
    return HtmlEscape.unescapeHtml(value);
  }

  /**
   * Tells whether an element may stand in a mail.
   *
   * @param office whether it stands in a comment that Outlook alone reads
   */
  static boolean element(StartTag tag, boolean office) {
    if (tag.name().equals("meta")) {
      String sets = decoded(tag.value("http-equiv")).strip().toLowerCase(Locale.ROOT);
      return sets.isEmpty() || HTTP_EQUIV.contains(sets);
    }
    return ELEMENTS.contains(tag.name()) || (office && OFFICE.matcher(tag.name()).matches());
  }

  /** Tells whether an attribute may stand in a mail. */
  static boolean attribute(String name, boolean office) {
    return ATTRIBUTES.contains(name)
        || MORE_ATTRIBUTES.matcher(name).matches()
        || (office && !name.startsWith("on") && OFFICE_ATTRIBUTES.matcher(name).matches());
  }

  /**
   * Tells whether an address leads where links and pictures of mails may lead.
   *
   * @param decoded as {@link #decoded} gives it
   */
  static boolean address(String decoded) {
    String bare = LEFT_OUT.matcher(decoded).replaceAll("");
    var scheme = SCHEME.matcher(bare);
    return !scheme.find()
        || SCHEMES.contains(scheme.group(1).toLowerCase(Locale.ROOT))
        || PICTURE.matcher(bare).matches();
  }
}
