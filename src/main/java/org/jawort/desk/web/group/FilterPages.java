package org.jawort.desk.web.group;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jawort.consent.filter.Condition;
import org.jawort.consent.filter.ConditionCount;
import org.jawort.consent.filter.ConditionCounts;
import org.jawort.consent.filter.ConditionFault;
import org.jawort.consent.filter.ConditionRead;
import org.jawort.consent.filter.Conditions;
import org.jawort.consent.filter.DefinitionOutcome;
import org.jawort.consent.filter.DynamicGroups;
import org.jawort.contact.group.ContactGroups;
import org.jawort.contact.group.GroupOrField;
import org.jawort.desk.ContactFilter;
import org.jawort.desk.web.NotFound;
import org.jawort.desk.web.group.BuiltPart.Box;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FormInput;
import org.jawort.platform.web.Labels;
import org.jawort.platform.web.PageFault;
import org.jawort.tenant.Acting;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * Groups that fill themselves (S1-16), put together line by line. Without script each button sends
 * the whole form; with it htmx sends the same form and takes the lines out of the answer.
 */
@Controller
class FilterPages {
  private static final String GROUPS = "/app/target-groups";
  private static final String NEW = GROUPS + "/filter";
  private static final String ONE = GROUPS + "/{id:" + NotFound.ID + "}";
  private static final Pattern STEP =
      Pattern.compile("(line|box|remove)-((?:\\d{1,2}(?:\\.\\d{1,2}){0,8})?)");

  private final Conditions conditions;
  private final ConditionCounts counts;
  private final DynamicGroups dynamic;
  private final ContactGroups groups;
  private final FilterOffers offers;

  FilterPages(
      Conditions conditions,
      ConditionCounts counts,
      DynamicGroups dynamic,
      ContactGroups groups,
      FilterOffers offers) {
    this.conditions = conditions;
    this.counts = counts;
    this.dynamic = dynamic;
    this.groups = groups;
    this.offers = offers;
  }

  /** A new one; what the contact list shows is taken over. */
  @GetMapping(NEW + "/new")
  Answer blank(FormInput asked, Acting acting) {
    ContactFilter filter =
        ContactFilter.of(asked.value("q"), asked.value("status"), asked.value("block"))
            .ofKind(asked.value("kind"));
    Box built =
        filter.isEmpty() ? FilterInput.read(FormInput.empty()) : BuiltPart.of(filter.condition());
    return draw(built, FormInput.empty(), null, acting);
  }

  @GetMapping(ONE + "/filter")
  Answer edit(@PathVariable UUID id, Acting acting) {
    Condition standing = dynamic.definition(acting.tenant(), id).orElseThrow(FilterPages::unknown);
    GroupOrField group = groups.find(acting.tenant(), id).orElseThrow(FilterPages::unknown);
    return draw(BuiltPart.of(standing), FormInput.empty(), group, acting);
  }

  /** One step of putting together; nothing is kept. */
  @PostMapping({NEW + "/edit", ONE + "/filter/edit"})
  Answer step(@PathVariable Optional<UUID> id, FormInput form, Acting acting) {
    BuiltPart built = FilterInput.read(form);
    Matcher step = STEP.matcher(form.value("step"));
    if (step.matches()) {
      String place = step.group(2);
      built =
          switch (step.group(1)) {
            case "line" -> built.at(place, box -> box.with(BuiltPart.BLANK));
            case "box" -> built.at(place, box -> box.with(BuiltPart.BLANK_BOX));
            default -> place.isEmpty() ? built : built.without(place);
          };
    }
    GroupOrField group = id.flatMap(one -> groups.find(acting.tenant(), one)).orElse(null);
    return draw((Box) built, form, group, acting);
  }

  /** How many it would have; asked while somebody types, and of what is not complete nothing. */
  @PostMapping(NEW + "/count")
  Answer count(FormInput form, Acting acting) {
    Box built = FilterInput.read(form);
    return conditions.check(acting.tenant(), built.condition())
            instanceof ConditionRead.Good(Condition condition)
        ? counted(condition, form, null, acting)
        : Answer.page("desk/_filter-count")
            .with("count", null)
            .with("more", false)
            .with("group", null);
  }

  /** The same of one that is kept, for its page. */
  @GetMapping(ONE + "/count")
  Answer count(@PathVariable UUID id, FormInput form, Acting acting) {
    Condition standing = dynamic.definition(acting.tenant(), id).orElseThrow(FilterPages::unknown);
    return counted(standing, form, id, acting);
  }

  /** What is soon known, with what asks for the rest; or all of it where that was asked for. */
  private Answer counted(Condition condition, FormInput form, @Nullable UUID group, Acting acting) {
    boolean all = !form.value("all").isEmpty();
    Optional<ConditionCount> count =
        all
            ? counts.all(acting.tenant(), condition)
            : Optional.of(counts.soon(acting.tenant(), condition));
    int known = form.value("all").matches("\\d{1,9}") ? Integer.parseInt(form.value("all")) : 0;
    ConditionCount shown = count.orElse(new ConditionCount(known, false));
    return Answer.page("desk/_filter-count")
        .with("count", shown)
        .with("more", !shown.exact() && (!all || count.isEmpty()))
        .with("group", group);
  }

  @PostMapping(NEW)
  Answer create(@Labels("group") FormInput form, Acting acting) {
    Box built = FilterInput.read(form);
    String name = form.required("name", GroupOrField.LONGEST_NAME).replaceAll("\\s+", " ");
    ConditionRead read = conditions.check(acting.tenant(), built.condition());
    if (!form.isGood() || !(read instanceof ConditionRead.Good(Condition condition))) {
      return draw(built, form, null, acting).with("faults", faults(built, read)).status(422);
    }
    if (dynamic.create(acting.tenant(), name, condition)
        instanceof DefinitionOutcome.Saved(UUID group)) {
      return Answer.redirect(GROUPS + "/" + group).good("group.created");
    }
    form.refuse("name", "group.taken");
    return draw(built, form, null, acting).status(422);
  }

  @PostMapping(ONE + "/filter")
  Answer change(@PathVariable UUID id, FormInput form, Acting acting) {
    GroupOrField group = groups.find(acting.tenant(), id).orElseThrow(FilterPages::unknown);
    Box built = FilterInput.read(form);
    ConditionRead read = conditions.check(acting.tenant(), built.condition());
    if (!(read instanceof ConditionRead.Good(Condition condition))) {
      return draw(built, form, group, acting).with("faults", faults(built, read)).status(422);
    }
    return switch (dynamic.change(acting.tenant(), id, condition)) {
      case DefinitionOutcome.Saved saved -> Answer.redirect(GROUPS + "/" + id).good("filter.saved");
      case DefinitionOutcome.InItself itself ->
          draw(built, form, group, acting)
              .with("faults", Map.of(FilterInput.ROOT, FilterInput.inItself()))
              .status(422);
      case DefinitionOutcome.Taken taken -> throw unknown();
      case DefinitionOutcome.Unknown gone -> throw unknown();
    };
  }

  private static Map<String, ConditionFault> faults(Box built, ConditionRead read) {
    return read instanceof ConditionRead.Bad(var faults)
        ? FilterInput.places(built, faults)
        : Map.of();
  }

  private Answer draw(Box built, FormInput form, @Nullable GroupOrField group, Acting acting) {
    return Answer.page("desk/filter")
        .with("built", built)
        .with("faults", Map.of())
        .with("choices", offers.of(acting))
        .with("form", form)
        .with("group", group);
  }

  private static PageFault unknown() {
    return PageFault.notFound("group.unknown").leadingTo(GROUPS, "group.title");
  }
}
