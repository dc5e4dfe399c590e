package org.jawort.campaign.template;

import io.pebbletemplates.pebble.node.ArgumentsNode;
import io.pebbletemplates.pebble.node.BodyNode;
import io.pebbletemplates.pebble.node.ForNode;
import io.pebbletemplates.pebble.node.IfNode;
import io.pebbletemplates.pebble.node.NamedArgumentNode;
import io.pebbletemplates.pebble.node.PositionalArgumentNode;
import io.pebbletemplates.pebble.node.PrintNode;
import io.pebbletemplates.pebble.node.RenderableNode;
import io.pebbletemplates.pebble.node.TestInvocationExpression;
import io.pebbletemplates.pebble.node.TextNode;
import io.pebbletemplates.pebble.node.expression.ArrayExpression;
import io.pebbletemplates.pebble.node.expression.BinaryExpression;
import io.pebbletemplates.pebble.node.expression.Expression;
import io.pebbletemplates.pebble.node.expression.FilterInvocationExpression;
import io.pebbletemplates.pebble.node.expression.FunctionOrMacroInvocationExpression;
import io.pebbletemplates.pebble.node.expression.GetAttributeExpression;
import io.pebbletemplates.pebble.node.expression.MapExpression;
import io.pebbletemplates.pebble.node.expression.TernaryExpression;
import io.pebbletemplates.pebble.node.expression.UnaryExpression;
import io.pebbletemplates.pebble.utils.Pair;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts a meter on each node and each expression of a compiled template, so that none is evaluated
 * but at the cost of the {@link Budget}. What it does not know it refuses.
 */
final class Metering {
  private Metering() {}

  /** The same template, metered. */
  static BodyNode of(BodyNode body) {
    var nodes = new ArrayList<RenderableNode>();
    nodes.add(new LoopStep(body.getLineNumber()));
    body.getChildren().forEach(node -> nodes.add(of(node)));
    return new BodyNode(body.getLineNumber(), nodes);
  }

  private static RenderableNode of(RenderableNode node) {
    return switch (node) {
      case TextNode text -> text;
      case PrintNode print -> new PrintNode(of(print.getExpression()), print.getLineNumber());
      case IfNode choice -> new MeteredChoice(choice(choice));
      case ForNode loop ->
          new ForNode(
              loop.getLineNumber(),
              loop.getIterationVariable(),
              of(loop.getIterable()),
              of(loop.getBody()),
              orNothing(loop.getElseBody()));
      case BodyNode body -> of(body);
      default -> throw new UnusableTemplateException("tag", 0, node.getClass().getSimpleName());
    };
  }

  private static IfNode choice(IfNode choice) {
    var conditions = new ArrayList<Pair<Expression<?>, BodyNode>>();
    choice
        .getConditionsWithBodies()
        .forEach(pair -> conditions.add(new Pair<>(of(pair.getLeft()), of(pair.getRight()))));
    return new IfNode(choice.getLineNumber(), conditions, orNothing(choice.getElseBody()));
  }

  @SuppressWarnings("NullAway") // Pebble takes null for "no else"
  private static BodyNode orNothing(@Nullable BodyNode body) {
    return body == null ? null : of(body);
  }

  private static MeteredExpression of(Expression<?> value) {
    return value instanceof MeteredExpression metered
        ? metered
        : new MeteredExpression(inside(value));
  }

  private static Expression<?> inside(Expression<?> value) {
    int line = value.getLineNumber();
    return switch (value) {
      case BinaryExpression<?> pair -> pair(pair);
      case UnaryExpression one -> {
        one.setChildExpression(of(one.getChildExpression()));
        yield one;
      }
      case TernaryExpression choice ->
          new TernaryExpression(
              truth(choice.getExpression1()),
              of(choice.getExpression2()),
              of(choice.getExpression3()),
              line,
              "");
      case ArrayExpression array -> new ArrayExpression(all(array.getValues()), line);
      case MapExpression map -> map(map);
      case GetAttributeExpression part ->
          new GetAttributeExpression(
              of(part.getNode()),
              of(part.getAttributeNameExpression()),
              arguments(part.getArgumentsNode()),
              "",
              line);
      case FunctionOrMacroInvocationExpression call ->
          new FunctionOrMacroInvocationExpression(
              call.getFunctionName(), arguments(call.getArguments()), line);
      default -> value;
    };
  }

  /** Filters and tests stand on the right of a pair, and only their arguments are expressions. */
  private static Expression<?> pair(BinaryExpression<?> pair) {
    pair.setLeft(of(pair.getLeftExpression()));
    pair.setRight(
        switch (pair.getRightExpression()) {
          case FilterInvocationExpression filter ->
              new FilterInvocationExpression(
                  filter.getFilterName(), arguments(filter.getArgs()), filter.getLineNumber());
          case TestInvocationExpression test ->
              new TestInvocationExpression(
                  test.getLineNumber(), test.getTestName(), arguments(test.getArgs()));
          case Expression<?> other -> of(other);
        });
    return pair;
  }

  @SuppressWarnings("unchecked") // evaluated to whatever it is; the choice looks at it itself
  private static Expression<Boolean> truth(Expression<?> condition) {
    return (Expression<Boolean>) (Expression<?>) of(condition);
  }

  private static List<Expression<?>> all(List<Expression<?>> values) {
    return new ArrayList<>(values.stream().map(Metering::of).toList());
  }

  private static MapExpression map(MapExpression map) {
    var entries = new LinkedHashMap<Expression<?>, Expression<?>>();
    map.getEntries().forEach((key, value) -> entries.put(of(key), of(value)));
    return new MapExpression(entries, map.getLineNumber());
  }

  @SuppressWarnings("NullAway") // Pebble takes null for "none"
  private static ArgumentsNode arguments(@Nullable ArgumentsNode arguments) {
    if (arguments == null) {
      return null;
    }
    List<PositionalArgumentNode> byPlace =
        arguments.getPositionalArgs() == null
            ? null
            : arguments.getPositionalArgs().stream()
                .map(one -> new PositionalArgumentNode(of(one.getValueExpression())))
                .toList();
    List<NamedArgumentNode> byName =
        arguments.getNamedArgs() == null
            ? null
            : arguments.getNamedArgs().stream()
                .map(one -> new NamedArgumentNode(one.getName(), of(one.getValueExpression())))
                .toList();
    return new ArgumentsNode(byPlace, byName, 0);
  }
}
