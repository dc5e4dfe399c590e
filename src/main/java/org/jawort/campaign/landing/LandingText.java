package org.jawort.campaign.landing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;

/**
 * The text of a landing page: paragraphs, lists, bold, italics and links to https, written as
 * Markdown. Whatever else Markdown knows is plain text here, HTML above all.
 */
final class LandingText {
  private static final Parser PARSER =
      Parser.builder().enabledBlockTypes(Set.of(ListBlock.class)).build();

  /** Private characters around a field's number, which mean nothing to Markdown. */
  private static final char BEFORE = '\uE000';

  private static final char AFTER = '\uE001';

  private LandingText() {}

  /** The text as HTML; the fields are filled in last, so that no name is read as Markdown. */
  static String html(String text, Map<LandingField, String> known) {
    var values = new ArrayList<String>();
    String numbered =
        FieldUse.replace(
            withoutPrivate(text),
            use -> {
              values.add(use.value(known));
              return "" + BEFORE + (values.size() - 1) + AFTER;
            });
    return new LandingHtml(plain -> filled(plain, values)).of(PARSER.parse(numbered));
  }

  /** A line without any markup. */
  static String line(String text, Map<LandingField, String> known) {
    return FieldUse.replace(withoutPrivate(text), use -> use.value(known));
  }

  private static String withoutPrivate(String text) {
    return text.replaceAll("\\p{Co}", "");
  }

  private static String filled(String plain, List<String> values) {
    var filled = new StringBuilder();
    for (int i = 0; i < plain.length(); i++) {
      int end = plain.charAt(i) == BEFORE ? plain.indexOf(AFTER, i) : -1;
      if (end < 0) {
        filled.append(plain.charAt(i));
      } else {
        filled.append(values.get(Integer.parseInt(plain, i + 1, end, 10)));
        i = end;
      }
    }
    return filled.toString();
  }

  /** Addresses of links that lead anywhere but to https. */
  static List<String> strangeLinks(String text) {
    var strange = new ArrayList<String>();
    PARSER
        .parse(withoutPrivate(text))
        .accept(
            new AbstractVisitor() {
              @Override
              public void visit(Link link) {
                if (!LandingHtml.isGood(link.getDestination())) {
                  strange.add(link.getDestination());
                }
                visitChildren(link);
              }
            });
    return strange;
  }

  /** Tells whether it has pictures, which would be fetched from elsewhere. */
  static boolean hasPictures(String text) {
    var found = new ArrayList<Node>();
    PARSER
        .parse(text)
        .accept(
            new AbstractVisitor() {
              @Override
              public void visit(Image image) {
                found.add(image);
              }
            });
    return !found.isEmpty();
  }
}
