package org.jawort.campaign.template;

import io.pebbletemplates.pebble.node.ArgumentsNode;
import io.pebbletemplates.pebble.node.BodyNode;
import io.pebbletemplates.pebble.node.ForNode;
import io.pebbletemplates.pebble.node.IfNode;
import io.pebbletemplates.pebble.node.PrintNode;
import io.pebbletemplates.pebble.node.RenderableNode;
import io.pebbletemplates.pebble.node.TextNode;
import io.pebbletemplates.pebble.node.expression.ContextVariableExpression;
import io.pebbletemplates.pebble.node.expression.Expression;
import io.pebbletemplates.pebble.node.expression.FilterExpression;
import io.pebbletemplates.pebble.node.expression.FilterInvocationExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Walks a compiled HTML template and sees where each value will stand: what stands in an address is
 * checked or encoded, and where no value can be made harmless the template is refused. Branches
 * must end where they began, so what holds for one recipient holds for all.
 */
public final class OutputContexts {
  /** Values that we make ourselves, harmless wherever they stand. */
  private static final Set<String> OURS =
      Set.of(
          "button_colour",
          "colour",
          "confirm_url",
          "images",
          "language",
          "privacy_policy_url",
          "refuse_url",
          "unsubscribe_url",
          "web_version_url");

  /** So much of an address that what follows cannot change where it leads. */
  private static final Pattern BEGUN =
      Pattern.compile("(?is)\\s*(https?://[^/?#\\uFFFC]+[/?#].*|mailto:.+|tel:.+)");

  private final HtmlTokenizer htmlTokenizer = new HtmlTokenizer();
  private final List<RenderableNode> nodes = new ArrayList<>();
  private int afterBody = -1;
  private int beforeEnd = -1;

  private OutputContexts() {}

  /** Reads the template. */
  public static OutputContexts of(BodyNode root) {
    var outputContexts = new OutputContexts();
    for (RenderableNode node : root.getChildren()) {
      outputContexts.top(node);
    }
    outputContexts.mustBeWhole();
    return outputContexts;
  }

  /** The start tags that every mail or some mails will have. */
  List<StartTag> tags() {
    return htmlTokenizer.tags();
  }

  /** Style sheets and their like, and comments. */
  List<HtmlTokenizer.Hidden> hidden() {
    return htmlTokenizer.hidden();
  }

  /** The template's nodes with others right inside the body, at its beginning and its end. */
  List<RenderableNode> around(List<RenderableNode> first, List<RenderableNode> last) {
    var all = new ArrayList<>(nodes);
    all.addAll(beforeEnd < 0 ? all.size() : beforeEnd, last);
    all.addAll(Math.max(afterBody, 0), first);
    return all;
  }

  private void top(RenderableNode node) {
    if (!(node instanceof TextNode text)) {
      walk(node);
      nodes.add(node);
      return;
    }
    String whole = new String(text.getData());
    htmlTokenizer.read(whole, firstLine(text));
    var cuts = new ArrayList<Integer>(List.of(0));
    if (htmlTokenizer.afterBody() >= 0) {
      cuts.add(htmlTokenizer.afterBody());
      afterBody = nodes.size() + cuts.size() - 1;
    }
    if (htmlTokenizer.beforeEnd() >= cuts.getLast()) {
      cuts.add(htmlTokenizer.beforeEnd());
      beforeEnd = nodes.size() + cuts.size() - 1;
    }
    cuts.add(whole.length());
    for (int i = 1; i < cuts.size(); i++) {
      nodes.add(new TextNode(whole.substring(cuts.get(i - 1), cuts.get(i)), text.getLineNumber()));
    }
  }

  /** The engine counts the line on which a text ends. */
  private static int firstLine(TextNode text) {
    long breaks = new String(text.getData()).chars().filter(c -> c == '\n').count();
    return Math.max(1, text.getLineNumber() - (int) breaks);
  }

  private void mustBeWhole() {
    if (htmlTokenizer.place() != MarkupPlace.TEXT) {
      throw new UnusableTemplateException("unfinished", 0, htmlTokenizer.place().name());
    }
    if (!htmlTokenizer.open().isEmpty()) {
      throw new UnusableTemplateException("unclosed", 0, htmlTokenizer.open().getFirst());
    }
  }

  private void walk(RenderableNode node) {
    switch (node) {
      case TextNode text -> htmlTokenizer.read(new String(text.getData()), firstLine(text));
      case PrintNode print -> print(print);
      case IfNode choice -> {
        var bodies =
            new ArrayList<>(
                choice.getConditionsWithBodies().stream().map(pair -> pair.getRight()).toList());
        if (choice.getElseBody() != null) {
          bodies.add(choice.getElseBody());
        }
        branches(bodies, choice.getLineNumber());
      }
      case ForNode loop -> {
        branches(List.of(loop.getBody()), loop.getLineNumber());
        if (loop.getElseBody() != null) {
          branches(List.of(loop.getElseBody()), loop.getLineNumber());
        }
      }
      case BodyNode body -> body.getChildren().forEach(this::walk);
      default -> throw new UnusableTemplateException("tag", 0, node.getClass().getSimpleName());
    }
  }

  /** Whichever is taken, also none, what follows stands in the same place. */
  private void branches(List<BodyNode> bodies, int line) {
    HtmlTokenizer.State before = htmlTokenizer.state();
    for (BodyNode body : bodies) {
      walk(body);
      if (!htmlTokenizer.state().equals(before)) {
        throw new UnusableTemplateException("branch", line);
      }
    }
  }

  private void print(PrintNode print) {
    int line = print.getLineNumber();
    Expression<?> value = print.getExpression();
    String field =
        inner(value) instanceof ContextVariableExpression variable ? variable.getName() : "";
    boolean markupOfOurs = Expressions.makesMarkup(value);
    switch (htmlTokenizer.place()) {
      case TEXT -> {}
      case VALUE -> {
        if (markupOfOurs) {
          throw new UnusableTemplateException("link.in.value", line, htmlTokenizer.attribute());
        }
        inValue(print, line);
      }
      case TAG -> throw new UnusableTemplateException("quotes", line);
      case COMMENT -> mustBeOurs(value, line);
      case RAW -> {
        if (!htmlTokenizer.element().equals("title") || markupOfOurs) {
          mustBeOurs(value, line);
        }
      }
    }
    htmlTokenizer.unknown(field);
  }

  private void inValue(PrintNode print, int line) {
    String attribute = htmlTokenizer.attribute();
    if (attribute.equals("style") || attribute.startsWith("on") || attribute.equals("srcset")) {
      mustBeOurs(print.getExpression(), line);
    } else if (MarkupPlace.ADDRESSES.contains(attribute) || attribute.endsWith(":href")) {
      if (htmlTokenizer.value().isBlank()) {
        filtered(print, LinkFunctions.ADDRESS, line);
      } else if (BEGUN.matcher(htmlTokenizer.value()).matches()) {
        filtered(print, LinkFunctions.PART, line);
      } else {
        throw new UnusableTemplateException("address", line, attribute);
      }
    }
  }

  private static void mustBeOurs(Expression<?> value, int line) {
    boolean ours =
        inner(value) instanceof ContextVariableExpression variable
            && OURS.contains(variable.getName());
    if (!ours) {
      throw new UnusableTemplateException("place", line);
    }
  }

  /** Without the escaping that the engine put around it. */
  private static Expression<?> inner(Expression<?> value) {
    return isEscaped(value) ? ((FilterExpression) value).getLeftExpression() : value;
  }

  private static boolean isEscaped(Expression<?> value) {
    return value instanceof FilterExpression filter
        && filter.getRightExpression() instanceof FilterInvocationExpression call
        && call.getFilterName().equals("escape");
  }

  /** The filter sees the value as it is; what it leaves is escaped. */
  private static void filtered(PrintNode print, String filter, int line) {
    Expression<?> value = print.getExpression();
    if (isEscaped(value)) {
      var escaped = (FilterExpression) value;
      escaped.setLeft(filter(escaped.getLeftExpression(), filter, line));
    } else {
      print.setExpression(filter(value, filter, line));
    }
  }

  private static FilterExpression filter(Expression<?> value, String name, int line) {
    var call =
        new FilterInvocationExpression(name, new ArgumentsNode(List.of(), List.of(), line), line);
    var filtered = new FilterExpression();
    filtered.setLeft(value);
    filtered.setRight(call);
    filtered.setLineNumber(line);
    return filtered;
  }
}
