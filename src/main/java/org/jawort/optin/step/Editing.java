package org.jawort.optin.step;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What people do to the steps of a draft. Every change gives a new list, in the order in which it
 * is drawn, the entry first; empty where the change makes no sense. A change loses no step but the
 * one that was removed (and what nobody could reach without it), closes no circle and leaves no way
 * without an end where each had one.
 */
public final class Editing {
  private Editing() {}

  /**
   * Puts steps in where a way leads from one step to the next. Ways of the new steps that lead
   * nowhere yet lead on to what came there before.
   *
   * @param added the first is the one that the way leads to from now on
   */
  public static Optional<List<Step>> insert(List<Step> steps, Place at, List<Step> added) {
    boolean known = added.stream().anyMatch(step -> find(steps, step.id()).isPresent());
    if (!exists(steps, at) || added.isEmpty() || known) {
      return Optional.empty();
    }
    @Nullable String then = target(steps, at);
    boolean ends = added.getFirst().exits().isEmpty();
    if (ends && then != null && !(added.getFirst() instanceof Step.Unsubscribe)) {
      return Optional.empty();
    }
    var all = new ArrayList<>(steps);
    for (Step step : added) {
      all.add(step == added.getFirst() ? goingOn(step, then) : led(step, then));
    }
    String entry = added.getFirst().id();
    return Optional.of(
        at.from() == null ? arranged(all, entry) : arranged(turned(all, at, entry), first(steps)));
  }

  /** Signing off goes on where something follows, and is an end where nothing does. */
  private static Step goingOn(Step step, @Nullable String then) {
    return step instanceof Step.Unsubscribe(var id, var next) && next == null
        ? new Step.Unsubscribe(id, then)
        : led(step, then);
  }

  private static Step led(Step step, @Nullable String then) {
    return StepRewiring.each(
        step, to -> to == null && !(step instanceof Step.Unsubscribe) ? then : to);
  }

  /**
   * Takes a step out; what led to it leads to what came after it. An end stays: each way needs one.
   *
   * @param stays of a step with two ways, the one that is kept; what only the other led to goes too
   */
  public static Optional<List<Step>> remove(List<Step> steps, String id, Step.Way stays) {
    Optional<Step> found = find(steps, id);
    if (found.isEmpty() || found.get().exits().isEmpty()) {
      return Optional.empty();
    }
    @Nullable String then = after(found.get(), stays);
    if (id.equals(then)) {
      return Optional.empty();
    }
    List<Step> rest =
        StepRewiring.all(steps.stream().filter(step -> !step.id().equals(id)).toList(), id, then);
    String entry = first(steps).equals(id) && then != null ? then : first(steps);
    Set<String> before = reached(steps, first(steps));
    Set<String> now = reached(rest, entry);
    return Optional.of(
        arranged(
            rest.stream().filter(s -> now.contains(s.id()) || !before.contains(s.id())).toList(),
            entry));
  }

  /** The steps that go with a step when it is removed and one of its ways is kept. */
  public static List<Step> lost(List<Step> steps, String id, Step.Way stays) {
    List<Step> rest = remove(steps, id, stays).orElse(steps);
    return steps.stream()
        .filter(step -> !step.id().equals(id) && find(rest, step.id()).isEmpty())
        .toList();
  }

  /** Takes a step to another place; one with two ways, or an end, stays where it is. */
  public static Optional<List<Step>> move(List<Step> steps, String id, Place to) {
    Optional<Step> step = find(steps, id).filter(Editing::movable);
    if (step.isEmpty() || id.equals(to.from()) || !exists(steps, to)) {
      return Optional.empty();
    }
    if (id.equals(target(steps, to))) {
      return Optional.of(arranged(steps, first(steps)));
    }
    Step alone = StepRewiring.way(step.get(), Step.Way.NEXT, null);
    return remove(steps, id, Step.Way.NEXT).flatMap(rest -> insert(rest, to, List.of(alone)));
  }

  /** Tells whether a step goes one way, so that it can do so elsewhere. */
  public static boolean movable(Step step) {
    return step.exits().size() == 1;
  }

  /** Lets a step change places with the one before it; where ways meet before it, it stays. */
  public static Optional<List<Step>> up(List<Step> steps, String id) {
    Optional<Step> step = find(steps, id).filter(Editing::movable);
    List<Place> into = into(steps, id);
    if (step.isEmpty() || into.size() != 1 || first(steps).equals(id)) {
      return Optional.empty();
    }
    String before = Objects.requireNonNull(into.getFirst().from());
    if (before.equals(id)) {
      return Optional.empty();
    }
    @Nullable String then = after(step.get(), Step.Way.NEXT);
    List<Step> turned = turned(StepRewiring.all(steps, before, id), into.getFirst(), then);
    List<Step> swapped = turned(turned, new Place(id, Step.Way.NEXT), before);
    return Optional.of(arranged(swapped, first(steps).equals(before) ? id : first(steps)));
  }

  /**
   * Lets a step change places with the one after it. Behind the wait for the confirmation it goes
   * on where the recipient confirmed.
   */
  public static Optional<List<Step>> down(List<Step> steps, String id) {
    Optional<Step> next =
        find(steps, id)
            .filter(Editing::movable)
            .flatMap(step -> find(steps, after(step, Step.Way.NEXT)));
    if (next.isEmpty() || into(steps, next.get().id()).size() != 1) {
      return Optional.empty();
    }
    return next.get() instanceof Step.WaitForConfirmation wait
        ? move(steps, id, new Place(wait.id(), Step.Way.CONFIRMED))
        : up(steps, next.get().id());
  }

  /**
   * Replaces what is set in a step; its ways stay. An end may become another end.
   *
   * @param changed with the id of the step that it replaces
   */
  public static Optional<List<Step>> set(List<Step> steps, Step changed) {
    Optional<Step> old = find(steps, changed.id());
    if (old.isEmpty()) {
      return Optional.empty();
    }
    boolean bothEnd = old.get().exits().isEmpty() && changed.exits().isEmpty();
    if (old.get().getClass() != changed.getClass() && !bothEnd) {
      return Optional.empty();
    }
    Step kept = changed;
    for (Step.Exit exit : old.get().exits()) {
      kept = StepRewiring.way(kept, exit.way(), exit.to());
    }
    var all = new ArrayList<>(steps);
    all.set(steps.indexOf(old.get()), kept);
    return Optional.of(List.copyOf(all));
  }

  /** The id of the first step from which a way leads to the given one. */
  public static Optional<String> before(List<Step> steps, String id) {
    return into(steps, id).stream().map(Place::from).filter(Objects::nonNull).findFirst();
  }

  /** The same steps in the order in which they are drawn. */
  public static List<Step> ordered(List<Step> steps) {
    return arranged(steps, first(steps));
  }

  /** The ways that lead to a step, the beginning among them. */
  static List<Place> into(List<Step> steps, String id) {
    return places(steps).filter(place -> id.equals(target(steps, place))).toList();
  }

  /** All places of a process, in the order in which they are drawn. */
  public static Stream<Place> places(List<Step> steps) {
    return Stream.concat(
        Stream.of(Place.START),
        steps.stream()
            .flatMap(step -> step.exits().stream().map(exit -> new Place(step.id(), exit.way()))));
  }

  static boolean exists(List<Step> steps, Place place) {
    return places(steps).anyMatch(place::equals);
  }

  /** The id of the step that comes at a place; null where none does. */
  static @Nullable String target(List<Step> steps, Place place) {
    if (place.from() == null) {
      return steps.isEmpty() ? null : first(steps);
    }
    return find(steps, place.from())
        .map(step -> after(step, place.way()))
        .filter(id -> find(steps, id).isPresent())
        .orElse(null);
  }

  private static List<Step> turned(List<Step> steps, Place place, @Nullable String to) {
    return steps.stream()
        .map(
            step -> step.id().equals(place.from()) ? StepRewiring.way(step, place.way(), to) : step)
        .toList();
  }

  private static @Nullable String after(Step step, Step.Way way) {
    List<Step.Exit> exits = step.exits();
    return exits.stream()
        .filter(exit -> exit.way() == way || exits.size() == 1)
        .findFirst()
        .map(Step.Exit::to)
        .orElse(null);
  }

  static Optional<Step> find(List<Step> steps, @Nullable String id) {
    return steps.stream().filter(step -> step.id().equals(id)).findFirst();
  }

  private static String first(List<Step> steps) {
    return steps.isEmpty() ? "" : steps.getFirst().id();
  }

  /** In the order in which they are drawn; what no way leads to comes last. */
  private static List<Step> arranged(List<Step> steps, String entry) {
    var byId = new LinkedHashMap<String, Step>();
    steps.forEach(step -> byId.putIfAbsent(step.id(), step));
    var order = new LinkedHashSet<>(reached(steps, entry));
    order.addAll(byId.keySet());
    return order.stream().map(id -> Objects.requireNonNull(byId.get(id))).toList();
  }

  private static Set<String> reached(List<Step> steps, String entry) {
    var reached = new LinkedHashSet<String>();
    reach(steps, find(steps, entry), reached);
    return reached;
  }

  private static void reach(List<Step> steps, Optional<Step> from, Set<String> reached) {
    if (from.isPresent() && reached.add(from.get().id())) {
      from.get().exits().forEach(exit -> reach(steps, find(steps, exit.to()), reached));
    }
  }
}
