package org.jawort.campaign.template;

import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.extension.NodeVisitor;
import io.pebbletemplates.pebble.node.expression.AndExpression;
import io.pebbletemplates.pebble.node.expression.BinaryExpression;
import io.pebbletemplates.pebble.node.expression.ContainsExpression;
import io.pebbletemplates.pebble.node.expression.Expression;
import io.pebbletemplates.pebble.node.expression.OrExpression;
import io.pebbletemplates.pebble.node.expression.TernaryExpression;
import io.pebbletemplates.pebble.template.EvaluationContextImpl;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Any expression at the cost of the {@link Budget}: each function, operator and field passes here.
 *
 * @param inner whose parts are metered as well
 */
record MeteredExpression(Expression<?> inner) implements Expression<Object> {
  @Override
  @SuppressWarnings("NullAway") // Pebble knows no nullness; a value may be null
  public Object evaluate(PebbleTemplateImpl self, EvaluationContextImpl context) {
    Budget budget = Budget.current();
    if (budget.alongAllBranches()) {
      branches().forEach(branch -> attempt(() -> branch.evaluate(self, context)));
    }
    return budget.keep(value(budget, self, context), getLineNumber());
  }

  /** Looking for one value in another may take as long as both are long, multiplied. */
  private @Nullable Object value(
      Budget budget, PebbleTemplateImpl self, EvaluationContextImpl context) {
    if (!(inner instanceof ContainsExpression pair)) {
      return inner.evaluate(self, context);
    }
    Object within = pair.getLeftExpression().evaluate(self, context);
    Object what = pair.getRightExpression().evaluate(self, context);
    budget.search(within, what, getLineNumber());
    var search = new ContainsExpression();
    search.setLeft(new Known(within, getLineNumber()));
    search.setRight(new Known(what, getLineNumber()));
    return search.evaluate(self, context);
  }

  /** What is evaluated for some and not for others. */
  private List<? extends Expression<?>> branches() {
    return switch (inner) {
      case TernaryExpression choice -> List.of(choice.getExpression2(), choice.getExpression3());
      case AndExpression and -> List.of(right(and));
      case OrExpression or -> List.of(right(or));
      default -> List.of();
    };
  }

  private static Expression<?> right(BinaryExpression<?> pair) {
    return pair.getRightExpression();
  }

  /**
   * A branch that its condition keeps from failing fails here; what it costs is all that counts.
   */
  static void attempt(Runnable branch) {
    try {
      branch.run();
    } catch (PebbleException e) {
      if (e.getCause() instanceof UnusableTemplateException ours && ours.isTooMuch()) {
        throw ours;
      }
    } catch (UnusableTemplateException e) {
      if (e.isTooMuch()) {
        throw e;
      }
    } catch (RuntimeException e) {
      // Such as text where a number was expected.
    }
  }

  @Override
  public int getLineNumber() {
    return inner.getLineNumber();
  }

  @Override
  public void accept(NodeVisitor visitor) {
    inner.accept(visitor);
  }

  private record Known(@Nullable Object value, int line) implements Expression<Object> {
    @Override
    @SuppressWarnings("NullAway") // Pebble knows no nullness; a value may be null
    public Object evaluate(PebbleTemplateImpl self, EvaluationContextImpl context) {
      return value;
    }

    @Override
    public int getLineNumber() {
      return line;
    }

    @Override
    public void accept(NodeVisitor visitor) {
      visitor.visit(this);
    }
  }
}
