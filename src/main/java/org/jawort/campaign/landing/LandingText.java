package org.jawort.campaign.landing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Document;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/**
 * The text of a landing page: paragraphs, lists, bold, italics and links to https, written as
 * Markdown. Whatever else Markdown knows is plain text here, HTML above all.
 */
final class LandingText {
  private static final Parser PARSER =
      Parser.builder().enabledBlockTypes(Set.of(ListBlock.class)).build();

  private static final int DEEPEST = 50;

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
    return new LandingHtml(plain -> filled(plain, values)).of(parsed(numbered));
  }

  /** As it is meant; what is nested deeper than anybody means it is plain text. */
  private static Node parsed(String text) {
    Node document = PARSER.parse(text);
    return isDeep(document) ? plain(text) : document;
  }

  /** Without recursion: a stack ends sooner than a text. */
  private static boolean isDeep(Node document) {
    int depth = 0;
    Node node = document;
    while (node != null && depth <= DEEPEST) {
      if (node.getFirstChild() != null) {
        node = node.getFirstChild();
        depth++;
      } else {
        while (node != null && node.getNext() == null) {
          node = node.getParent();
          depth--;
        }
        node = node == null ? null : node.getNext();
      }
    }
    return depth > DEEPEST;
  }

  private static Node plain(String text) {
    var paragraph = new Paragraph();
    for (String line : text.split("\n", -1)) {
      if (paragraph.getFirstChild() != null) {
        paragraph.appendChild(new SoftLineBreak());
      }
      paragraph.appendChild(new Text(line));
    }
    var document = new Document();
    document.appendChild(paragraph);
    return document;
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
    parsed(withoutPrivate(text))
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
    parsed(text)
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
