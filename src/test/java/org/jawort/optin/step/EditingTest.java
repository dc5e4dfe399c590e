package org.jawort.optin.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What people do to the steps of a draft. */
class EditingTest {
  private static final UUID ASK = new UUID(1, 1);
  private static final List<Step> STANDARD =
      List.of(
          new Step.SendCampaign("send", ASK, "wait"),
          new Step.WaitForConfirmation("wait", 7, "complete", "unsubscribe"),
          new Step.Complete("complete"),
          new Step.Unsubscribe("unsubscribe"));

  private static final Place CONFIRMED = new Place("wait", Step.Way.CONFIRMED);
  private static final Place UNCONFIRMED = new Place("wait", Step.Way.UNCONFIRMED);
  private static final Place NEXT = new Place("send", Step.Way.NEXT);

  private static List<Step> with(Place place, Step step) {
    return Editing.insert(STANDARD, place, List.of(step)).orElseThrow();
  }

  private static List<String> ids(List<Step> steps) {
    return steps.stream().map(Step::id).toList();
  }

  @Test
  @DisplayName("S1-08 a step goes in where a plus stands, and what followed follows it")
  void insert() {
    List<Step> welcomed = with(CONFIRMED, new Step.SendCampaign("welcome", null, null));
    assertThat(ids(welcomed)).containsExactly("send", "wait", "welcome", "complete", "unsubscribe");
    assertThat(welcomed).contains(new Step.SendCampaign("welcome", null, "complete"));
    List<Step> first = with(Place.START, new Step.SetField("first", null, null, null));
    assertThat(first.getFirst()).isEqualTo(new Step.SetField("first", null, null, "send"));
    assertThat(with(CONFIRMED, new Step.Unsubscribe("off")))
        .contains(new Step.Unsubscribe("off", "complete"));
  }

  @Test
  @DisplayName("S1-08 what would lose or entangle steps is refused")
  void refused() {
    assertThat(Editing.insert(STANDARD, CONFIRMED, List.of(new Step.End("end")))).isEmpty();
    assertThat(Editing.insert(STANDARD, CONFIRMED, List.of(new Step.End("wait")))).isEmpty();
    assertThat(Editing.insert(STANDARD, new Place("nowhere", Step.Way.NEXT), List.of())).isEmpty();
    assertThat(Editing.remove(STANDARD, "complete", Step.Way.NEXT)).isEmpty();
    assertThat(Editing.remove(STANDARD, "nowhere", Step.Way.NEXT)).isEmpty();
    assertThat(Editing.move(STANDARD, "wait", Place.START)).isEmpty();
    assertThat(Editing.move(STANDARD, "send", NEXT)).isEmpty();
    assertThat(Editing.up(STANDARD, "send")).isEmpty();
    assertThat(Editing.down(with(CONFIRMED, new Step.Wait("w", 1, 0, null)), "w")).isEmpty();
    assertThat(Editing.set(STANDARD, new Step.End("wait"))).isEmpty();
    assertThat(Editing.set(STANDARD, new Step.End("nowhere"))).isEmpty();
  }

  @Test
  @DisplayName("S1-08 without the wait one way stays, and only the other one goes")
  void fork() {
    assertThat(ids(Editing.remove(STANDARD, "wait", Step.Way.CONFIRMED).orElseThrow()))
        .containsExactly("send", "complete");
    assertThat(Editing.lost(STANDARD, "wait", Step.Way.CONFIRMED))
        .containsExactly(new Step.Unsubscribe("unsubscribe"));
    List<Step> entry = Editing.remove(STANDARD, "send", Step.Way.NEXT).orElseThrow();
    assertThat(ids(entry)).containsExactly("wait", "complete", "unsubscribe");
  }

  @Test
  @DisplayName("S1-08 up and down go through the wait and back")
  void moved() {
    List<Step> steps = with(NEXT, new Step.SetField("set", null, null, null));
    List<Step> behind = Editing.down(steps, "set").orElseThrow();
    assertThat(ids(behind)).containsExactly("send", "wait", "set", "complete", "unsubscribe");
    assertThat(Editing.up(behind, "set")).contains(steps);
    List<Step> first = Editing.up(steps, "set").orElseThrow();
    assertThat(ids(first)).containsExactly("set", "send", "wait", "complete", "unsubscribe");
    assertThat(Editing.down(first, "set")).contains(steps);
    List<Step> other = Editing.move(behind, "set", UNCONFIRMED).orElseThrow();
    assertThat(ids(other)).containsExactly("send", "wait", "complete", "set", "unsubscribe");
    assertThat(Editing.move(other, "set", UNCONFIRMED)).contains(other);
  }

  @Test
  @DisplayName("S1-08 a setting changes and the ways stay; an end becomes another end")
  void set() {
    assertThat(Editing.set(STANDARD, new Step.WaitForConfirmation("wait", 3, null, null)))
        .hasValueSatisfying(
            steps ->
                assertThat(steps)
                    .contains(new Step.WaitForConfirmation("wait", 3, "complete", "unsubscribe")));
    assertThat(Editing.set(STANDARD, new Step.Erase("unsubscribe")))
        .hasValueSatisfying(steps -> assertThat(steps).contains(new Step.Erase("unsubscribe")));
  }

  @Test
  @DisplayName("S1-08 what is offered is what is meaningful there")
  void offered() {
    assertThat(StepKind.at(STANDARD, NEXT))
        .contains(StepKind.SEND_CAMPAIGN, StepKind.NOTIFY_STAFF)
        .doesNotContain(StepKind.WAIT, StepKind.WAIT_FOR_CONFIRMATION, StepKind.END);
    assertThat(StepKind.at(STANDARD, CONFIRMED))
        .contains(StepKind.SEND_CAMPAIGN, StepKind.WAIT, StepKind.UNSUBSCRIBE)
        .doesNotContain(StepKind.COMPLETE, StepKind.REMINDER, StepKind.ERASE);
    assertThat(StepKind.at(STANDARD, UNCONFIRMED))
        .contains(StepKind.REMINDER, StepKind.WAIT)
        .doesNotContain(StepKind.SEND_CAMPAIGN);
    assertThat(StepKind.at(STANDARD, new Place("nowhere", Step.Way.NEXT))).isEmpty();
    List<Step> open = List.of(new Step.SendCampaign("send", ASK, null));
    assertThat(StepKind.at(open, NEXT)).contains(StepKind.WAIT_FOR_CONFIRMATION);
  }

  @Test
  @DisplayName("S1-08 law 10: the reminder asks again, and both confirmations go the same way")
  void reminder() {
    var names = List.of("remind", "again").iterator();
    List<Step> added = StepKind.REMINDER.steps(STANDARD, UNCONFIRMED, names::next);
    List<Step> steps = Editing.insert(STANDARD, UNCONFIRMED, added).orElseThrow();
    assertThat(steps)
        .contains(
            new Step.WaitForConfirmation("wait", 7, "complete", "remind"),
            new Step.SendCampaign("remind", null, "again"),
            new Step.WaitForConfirmation("again", 3, "complete", "unsubscribe"));
    FlowChart flowChart = FlowChart.of(steps, Map.of());
    FlowChart.Node fork = flowChart.main().nodes().getLast();
    assertThat(fork.branches()).hasSize(2);
    FlowChart.Node second = fork.branches().getLast().lane().nodes().getLast();
    FlowChart.Node met = second.branches().getFirst().lane().nodes().getFirst();
    assertThat(met.shape()).isEqualTo(FlowChart.Shape.JUMP);
    assertThat(met.step()).isEqualTo(new Step.Complete("complete"));
  }

  @Test
  @DisplayName("S1-08 half-done and tangled drafts are drawn whole, and can be edited")
  void tangled() {
    List<Step> steps =
        List.of(
            new Step.Wait("a", 1, 0, "b"),
            new Step.Wait("b", 1, 0, "a"),
            new Step.Wait("c", 1, 0, "nowhere"),
            new Step.Wait("d", 1, 0, "d"));
    FlowChart flowChart = FlowChart.of(steps, Map.of());
    assertThat(drawn(flowChart)).containsExactlyInAnyOrder("a", "b", "c", "d");
    assertThat(flowChart.loose()).hasSize(2);
    assertThat(Editing.remove(steps, "d", Step.Way.NEXT)).isEmpty();
    assertThat(Editing.up(steps, "d")).isEmpty();
    assertThat(ids(Editing.remove(steps, "c", Step.Way.NEXT).orElseThrow()))
        .containsExactly("a", "b", "d");
    assertThat(FlowChart.of(List.of(), Map.of()).main().nodes())
        .extracting(FlowChart.Node::shape)
        .containsExactly(FlowChart.Shape.OPEN);
    assertThat(Editing.insert(List.of(), Place.START, List.of(new Step.End("e")))).isPresent();
  }

  private static List<String> drawn(FlowChart flowChart) {
    var drawn = new ArrayList<String>();
    draw(flowChart.main(), drawn);
    flowChart.loose().forEach(lane -> draw(lane, drawn));
    return drawn;
  }

  private static void draw(FlowChart.Lane lane, List<String> drawn) {
    for (FlowChart.Node node : lane.nodes()) {
      if (node.shape() == FlowChart.Shape.STEP && node.step() != null) {
        drawn.add(node.step().id());
      }
      node.branches().forEach(branch -> draw(branch.lane(), drawn));
    }
  }

  @Property(tries = 300)
  void nothingIsLostTangledOrLeftOpen(@ForAll long seed) {
    var random = new Random(seed);
    List<Step> steps = STANDARD;
    for (int change = 0; change < 30; change++) {
      Edit edit = edit(steps, random, "n" + change);
      if (edit.steps() != null) {
        assertThat(ids(edit.steps())).doesNotHaveDuplicates();
        assertThat(Set.copyOf(ids(edit.steps()))).isEqualTo(edit.expected());
        steps = edit.steps();
      }
      sound(steps);
    }
  }

  /** What became of the steps, and which there must be. */
  private record Edit(List<Step> steps, Set<String> expected) {}

  private static Edit edit(List<Step> steps, Random random, String id) {
    List<Place> places = Editing.places(steps).toList();
    Place place = places.get(random.nextInt(places.size()));
    Step step = steps.get(random.nextInt(steps.size()));
    var expected = new HashSet<>(ids(steps));
    switch (random.nextInt(5)) {
      case 0, 1 -> {
        List<StepKind> offered = StepKind.at(steps, place);
        var fresh = List.of(id, id + "b").iterator();
        List<Step> added =
            offered.get(random.nextInt(offered.size())).steps(steps, place, fresh::next);
        expected.addAll(ids(added));
        return new Edit(Editing.insert(steps, place, added).orElseThrow(), expected);
      }
      case 2 -> {
        Step.Way stays = random.nextBoolean() ? Step.Way.CONFIRMED : Step.Way.UNCONFIRMED;
        expected.remove(step.id());
        Editing.lost(steps, step.id(), stays).forEach(lost -> expected.remove(lost.id()));
        return new Edit(Editing.remove(steps, step.id(), stays).orElse(null), expected);
      }
      case 3 -> {
        return new Edit(Editing.move(steps, step.id(), place).orElse(null), expected);
      }
      default -> {
        boolean up = random.nextBoolean();
        return new Edit(
            (up ? Editing.up(steps, step.id()) : Editing.down(steps, step.id())).orElse(null),
            expected);
      }
    }
  }

  private static void sound(List<Step> steps) {
    assertThat(ShapeCheck.problems(new Flow(steps))).as("%s", steps).isEmpty();
    assertThat(drawn(FlowChart.of(steps, Map.of()))).isEqualTo(ids(steps));
    assertThat(Editing.ordered(steps)).isEqualTo(steps);
  }

  @Property(tries = 100)
  void whateverGoesUpComesDownAgain(@ForAll long seed) {
    var random = new Random(seed);
    List<Step> steps = STANDARD;
    for (int change = 0; change < 12; change++) {
      List<Step> now = edit(steps, random, "n" + change).steps();
      steps = now == null ? steps : now;
    }
    for (Step step : steps) {
      List<Step> before = steps;
      Editing.down(steps, step.id())
          .ifPresent(
              down ->
                  Editing.up(down, step.id()).ifPresent(up -> assertThat(up).isEqualTo(before)));
    }
  }
}
