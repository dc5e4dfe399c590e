package org.jawort.campaign.template;

import io.pebbletemplates.pebble.extension.NodeVisitor;
import io.pebbletemplates.pebble.node.RenderableNode;
import io.pebbletemplates.pebble.template.EvaluationContextImpl;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;
import java.io.Writer;

/** The beginning of a body: a loop passes it each time. */
record LoopStep(int line) implements RenderableNode {
  @Override
  public void render(PebbleTemplateImpl self, Writer writer, EvaluationContextImpl context) {
    Budget.current().spend(1, line);
  }

  @Override
  public void accept(NodeVisitor visitor) {}
}
