package org.jawort.campaign.landing;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.function.UnaryOperator;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.springframework.web.util.HtmlUtils;

/**
 * Writes a text as HTML. It knows eight elements, none with an attribute but the address of a link;
 * whatever it does not know comes out as its plain text.
 */
final class LandingHtml extends AbstractVisitor {
  private final UnaryOperator<String> filled;
  private final StringBuilder html = new StringBuilder();

  /** Takes what fills in the fields of a piece of text. */
  LandingHtml(UnaryOperator<String> filled) {
    this.filled = filled;
  }

  String of(Node document) {
    document.accept(this);
    return html.toString();
  }

  @Override
  public void visit(Paragraph paragraph) {
    boolean tight =
        paragraph.getParent() instanceof ListItem
            && paragraph.getParent().getParent() instanceof ListBlock list
            && list.isTight();
    if (tight) {
      visitChildren(paragraph);
    } else {
      element("p", paragraph);
    }
  }

  @Override
  public void visit(BulletList list) {
    element("ul", list);
  }

  @Override
  public void visit(OrderedList list) {
    element("ol", list);
  }

  @Override
  public void visit(ListItem item) {
    element("li", item);
  }

  @Override
  public void visit(StrongEmphasis strong) {
    element("strong", strong);
  }

  @Override
  public void visit(Emphasis emphasis) {
    element("em", emphasis);
  }

  @Override
  public void visit(Link link) {
    if (isGood(link.getDestination())) {
      html.append("<a href=\"").append(escaped(link.getDestination()));
      html.append("\" rel=\"noopener noreferrer\">");
      visitChildren(link);
      html.append("</a>");
    } else {
      visitChildren(link);
    }
  }

  @Override
  public void visit(Image image) {
    visitChildren(image);
  }

  @Override
  public void visit(SoftLineBreak end) {
    html.append("<br>");
  }

  @Override
  public void visit(HardLineBreak end) {
    html.append("<br>");
  }

  @Override
  public void visit(Text text) {
    append(text.getLiteral());
  }

  @Override
  public void visit(Code code) {
    append(code.getLiteral());
  }

  @Override
  public void visit(HtmlInline markup) {
    append(markup.getLiteral());
  }

  private void element(String name, Node node) {
    html.append('<').append(name).append('>');
    visitChildren(node);
    html.append("</").append(name).append('>');
  }

  private void append(String literal) {
    html.append(escaped(filled.apply(literal)));
  }

  private static String escaped(String text) {
    return HtmlUtils.htmlEscape(text, "UTF-8");
  }

  /** Tells whether a link leads to a page on the web, safely and as it says. */
  static boolean isGood(String destination) {
    try {
      var address = new URI(destination);
      return "https".equals(address.getScheme())
          && address.getHost() != null
          && address.getRawUserInfo() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
