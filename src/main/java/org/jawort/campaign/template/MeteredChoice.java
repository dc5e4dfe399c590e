package org.jawort.campaign.template;

import io.pebbletemplates.pebble.extension.NodeVisitor;
import io.pebbletemplates.pebble.node.IfNode;
import io.pebbletemplates.pebble.node.RenderableNode;
import io.pebbletemplates.pebble.template.EvaluationContextImpl;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;

/**
 * A condition; in a trial along all branches all that hangs on it, so that what only some recipient
 * would meet is found before anybody gets a mail.
 */
record MeteredChoice(IfNode inner) implements RenderableNode {
  @Override
  public void render(PebbleTemplateImpl self, Writer writer, EvaluationContextImpl context)
      throws IOException {
    if (Budget.current().alongAllBranches()) {
      inner
          .getConditionsWithBodies()
          .forEach(
              pair -> {
                MeteredExpression.attempt(() -> pair.getLeft().evaluate(self, context));
                attempt(pair.getRight(), self, writer, context);
              });
      if (inner.getElseBody() != null) {
        attempt(inner.getElseBody(), self, writer, context);
      }
      return;
    }
    inner.render(self, writer, context);
  }

  private static void attempt(
      RenderableNode body, PebbleTemplateImpl self, Writer writer, EvaluationContextImpl context) {
    MeteredExpression.attempt(
        () -> {
          try {
            body.render(self, writer, context);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  @Override
  public void accept(NodeVisitor visitor) {
    inner.accept(visitor);
  }
}
