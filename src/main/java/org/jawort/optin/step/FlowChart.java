package org.jawort.optin.step;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A process as it is drawn: a column of steps that splits where a step has two ways. A step to
 * which several ways lead is drawn once, and named where the others meet it. The page draws
 * whatever else it knows of a step or a way into it: problems, or how many stand there.
 *
 * @param main from the beginning on
 * @param loose what no way leads to
 */
public record FlowChart(Lane main, List<Lane> loose) {
  /** Copies the lanes. */
  public FlowChart {
    loose = List.copyOf(loose);
  }

  /** A way, from a fork or the beginning to its end or to the next fork. */
  public record Lane(List<Node> nodes) {
    /** Copies the nodes. */
    public Lane {
      nodes = List.copyOf(nodes);
    }
  }

  /** What a node of the drawing is. */
  public enum Shape {
    /** A step, drawn here. */
    STEP,
    /** The way goes on at a step that is drawn elsewhere. */
    JUMP,
    /** Nothing follows yet. */
    OPEN
  }

  /**
   * A node of the drawing.
   *
   * @param before the way that leads here; null for the first of what no way leads to
   * @param step the step, or the one that a jump goes to; null where nothing follows
   * @param says what the step does
   * @param branches where the way splits after it; empty where it goes on or ends
   */
  public record Node(
      Shape shape,
      @Nullable Place before,
      @Nullable Step step,
      @Nullable Phrase says,
      List<Branch> branches) {
    /** Copies the branches. */
    public Node {
      branches = List.copyOf(branches);
    }

    /** Whether the run ends at it. */
    public boolean ends() {
      return step != null && step.exits().isEmpty();
    }
  }

  /** One of the ways out of a fork. */
  public record Branch(Step.Way way, Lane lane) {}

  /**
   * Draws steps.
   *
   * @param names what the ids in the steps are called, see {@link OptInProcesses#names}
   */
  public static FlowChart of(List<Step> steps, Map<UUID, String> names) {
    var pen = new Pen(steps, names);
    Lane main = pen.lane(Place.START, steps.stream().findFirst());
    var loose = new ArrayList<Lane>();
    for (Step step : steps) {
      if (!pen.drawn.contains(step.id())) {
        loose.add(pen.lane(null, Optional.of(step)));
      }
    }
    return new FlowChart(main, loose);
  }

  private static final class Pen {
    private final Flow flow;
    private final Map<UUID, String> names;
    private final Set<String> drawn = new HashSet<>();

    Pen(List<Step> steps, Map<UUID, String> names) {
      this.flow = new Flow(steps);
      this.names = names;
    }

    Lane lane(@Nullable Place start, Optional<Step> first) {
      var nodes = new ArrayList<Node>();
      @Nullable Place before = start;
      Optional<Step> next = first;
      while (true) {
        if (next.isEmpty()) {
          nodes.add(new Node(Shape.OPEN, before, null, null, List.of()));
          return new Lane(nodes);
        }
        Step step = next.get();
        Phrase says = StepWords.of(step, names);
        if (!drawn.add(step.id())) {
          nodes.add(new Node(Shape.JUMP, before, step, says, List.of()));
          return new Lane(nodes);
        }
        nodes.add(new Node(Shape.STEP, before, step, says, branches(step)));
        if (step.exits().size() != 1) {
          return new Lane(nodes);
        }
        before = new Place(step.id(), Step.Way.NEXT);
        next = flow.after(step, Step.Way.NEXT);
      }
    }

    private List<Branch> branches(Step step) {
      if (step.exits().size() < 2) {
        return List.of();
      }
      return step.exits().stream()
          .map(Step.Exit::way)
          .map(way -> new Branch(way, lane(new Place(step.id(), way), flow.after(step, way))))
          .toList();
    }
  }
}
