package org.jawort.campaign.template;

import io.pebbletemplates.pebble.node.ArgumentsNode;
import io.pebbletemplates.pebble.node.BodyNode;
import io.pebbletemplates.pebble.node.ForNode;
import io.pebbletemplates.pebble.node.IfNode;
import io.pebbletemplates.pebble.node.PrintNode;
import io.pebbletemplates.pebble.node.RenderableNode;
import io.pebbletemplates.pebble.node.TestInvocationExpression;
import io.pebbletemplates.pebble.node.expression.ArrayExpression;
import io.pebbletemplates.pebble.node.expression.BinaryExpression;
import io.pebbletemplates.pebble.node.expression.ContextVariableExpression;
import io.pebbletemplates.pebble.node.expression.Expression;
import io.pebbletemplates.pebble.node.expression.FilterInvocationExpression;
import io.pebbletemplates.pebble.node.expression.FunctionOrMacroInvocationExpression;
import io.pebbletemplates.pebble.node.expression.GetAttributeExpression;
import io.pebbletemplates.pebble.node.expression.MapExpression;
import io.pebbletemplates.pebble.node.expression.TernaryExpression;
import io.pebbletemplates.pebble.node.expression.UnaryExpression;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What a template asks for: fields and functions, by name. */
public final class Expressions {
  private static final int DEEPEST = 200;
  private static final int DEEPEST_BODY = 50;

  private final Map<String, Integer> fields = new LinkedHashMap<>();
  private final Map<String, Integer> functions = new LinkedHashMap<>();

  private Expressions() {}

  /** Reads a template. */
  public static Expressions of(BodyNode root) {
    var all = new Expressions();
    all.body(root, 0, new HashSet<>(Set.of("loop")));
    return all;
  }

  /** The fields that it uses and the line where each stands first. */
  public Map<String, Integer> fields() {
    return fields;
  }

  /** The functions that it calls, likewise. */
  public Map<String, Integer> functions() {
    return functions;
  }

  /** Tells whether a value is more than a text to be escaped. */
  static boolean makesMarkup(Expression<?> value) {
    var found = new ArrayList<Expression<?>>();
    every(value, 0, found::add);
    return found.stream()
        .anyMatch(
            part ->
                part instanceof FunctionOrMacroInvocationExpression
                    || part instanceof FilterInvocationExpression filter
                        && filter.getFilterName().equals("lines"));
  }

  /** Far from where a thread's stack ends, be it the one that checks or the one that sends. */
  private void body(BodyNode body, int depth, Set<String> ownNames) {
    if (depth > DEEPEST_BODY) {
      throw new UnusableTemplateException("deep", body.getLineNumber());
    }
    for (RenderableNode node : body.getChildren()) {
      switch (node) {
        case PrintNode print -> note(print.getExpression(), ownNames);
        case IfNode choice -> {
          choice
              .getConditionsWithBodies()
              .forEach(
                  pair -> {
                    note(pair.getLeft(), ownNames);
                    body(pair.getRight(), depth + 1, ownNames);
                  });
          if (choice.getElseBody() != null) {
            body(choice.getElseBody(), depth + 1, ownNames);
          }
        }
        case ForNode loop -> {
          note(loop.getIterable(), ownNames);
          var inside = new LinkedHashSet<>(ownNames);
          inside.add(loop.getIterationVariable());
          body(loop.getBody(), depth + 1, inside);
          if (loop.getElseBody() != null) {
            body(loop.getElseBody(), depth + 1, ownNames);
          }
        }
        case BodyNode inner -> body(inner, depth + 1, ownNames);
        default -> {}
      }
    }
  }

  private void note(Expression<?> value, Set<String> ownNames) {
    every(
        value,
        0,
        part -> {
          if (part instanceof ContextVariableExpression field
              && !ownNames.contains(field.getName())) {
            fields.putIfAbsent(field.getName(), field.getLineNumber());
          }
          if (part instanceof FunctionOrMacroInvocationExpression call) {
            functions.putIfAbsent(call.getFunctionName(), call.getLineNumber());
          }
        });
  }

  private static void every(Expression<?> value, int depth, Consumer<Expression<?>> see) {
    if (depth > DEEPEST) {
      throw new UnusableTemplateException("deep", value.getLineNumber());
    }
    see.accept(value);
    parts(value).forEach(part -> every(part, depth + 1, see));
  }

  private static Stream<? extends Expression<?>> parts(Expression<?> value) {
    return switch (value) {
      case BinaryExpression<?> pair ->
          Stream.of(pair.getLeftExpression(), pair.getRightExpression());
      case UnaryExpression one -> Stream.of(one.getChildExpression());
      case TernaryExpression choice ->
          Stream.of(choice.getExpression1(), choice.getExpression2(), choice.getExpression3());
      case FilterInvocationExpression filter -> parts(filter.getArgs());
      case FunctionOrMacroInvocationExpression call -> parts(call.getArguments());
      case TestInvocationExpression test -> parts(test.getArgs());
      case GetAttributeExpression attribute ->
          Stream.concat(
              Stream.of(attribute.getNode(), attribute.getAttributeNameExpression()),
              parts(attribute.getArgumentsNode()));
      case ArrayExpression array -> array.getValues().stream();
      case MapExpression map ->
          Stream.concat(map.getEntries().keySet().stream(), map.getEntries().values().stream());
      default -> Stream.of();
    };
  }

  private static Stream<? extends Expression<?>> parts(
      @org.jspecify.annotations.Nullable ArgumentsNode arguments) {
    if (arguments == null) {
      return Stream.of();
    }
    List<Expression<?>> values = new ArrayList<>();
    if (arguments.getNamedArgs() != null) {
      arguments.getNamedArgs().forEach(one -> values.add(one.getValueExpression()));
    }
    if (arguments.getPositionalArgs() != null) {
      arguments.getPositionalArgs().forEach(one -> values.add(one.getValueExpression()));
    }
    return values.stream().filter(java.util.Objects::nonNull);
  }
}
