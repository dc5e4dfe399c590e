package org.jawort.desk.web.bulk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jawort.consent.MailBlockChanges;
import org.jawort.consent.filter.Condition;
import org.jawort.contact.group.ContactGroups;
import org.jawort.contact.group.CustomField;
import org.jawort.contact.group.CustomFieldRead;
import org.jawort.contact.group.CustomFieldValue;
import org.jawort.contact.group.CustomFields;
import org.jawort.desk.ContactFilter;
import org.jawort.desk.bulk.BulkActions;
import org.jawort.desk.bulk.BulkChange;
import org.jawort.desk.web.NotFound;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FormInput;
import org.jawort.platform.web.Labels;
import org.jawort.tenant.Acting;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.job.JobId;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * Into and out of groups, fields, blocks, erasing: for all that a filter of the contact list shows,
 * or for the rows that were ticked. Shows what would come of it, and starts the job.
 */
@Controller
class BulkPages {
  private static final String PATH = "/app/contact-changes";

  /** What says whom it concerns, as the contact list says it. */
  private static final List<String> FILTER = List.of("q", "status", "block", "kind");

  private final BulkActions actions;
  private final ContactGroups groups;
  private final CustomFields fields;
  private final Tenants tenants;

  BulkPages(BulkActions actions, ContactGroups groups, CustomFields fields, Tenants tenants) {
    this.actions = actions;
    this.groups = groups;
    this.fields = fields;
    this.tenants = tenants;
  }

  @GetMapping(PATH + "/new")
  Answer preview(FormInput form, Acting acting) {
    return draw(plan(form, acting), form);
  }

  @PostMapping(PATH)
  Answer start(@Labels("bulk") FormInput form, Acting acting) {
    BulkPlan plan = plan(form, acting);
    return plan.kind() == BulkChange.Kind.ERASE ? draw(plan, form) : start(plan, form, acting);
  }

  /** Erasing asks first that it is they; an open session is not enough. */
  @PostMapping(PATH + "/erase")
  Answer erase(@Labels("bulk") FormInput form, Acting acting) {
    BulkPlan plan = plan(form.with("do", BulkChange.Kind.ERASE.name()), acting);
    if (form.value("sure").isEmpty()) {
      form.refuse("sure", "bulk.sure.missing");
    }
    return start(plan, form, acting);
  }

  private Answer start(BulkPlan plan, FormInput form, Acting acting) {
    String value =
        plan.kind() == BulkChange.Kind.BLOCK
            ? form.required("note", MailBlockChanges.LONGEST_NOTE)
            : value(plan.field(), form);
    if (!form.isGood()) {
      return draw(plan, form).status(422);
    }
    if (!plan.isReady() || plan.changing() > seen(form)) {
      // Never more than whoever presses the button has seen.
      return draw(plan, form).with("grown", plan.changing() > 0).status(409);
    }
    JobId job =
        actions.start(
            acting.tenant(),
            acting.user(),
            condition(form, acting),
            plan.change().orElseThrow(),
            new BulkActions.Wish(value, plan.all()));
    return Answer.redirect("/app/jobs/" + job);
  }

  private static int seen(FormInput form) {
    String count = form.value("count");
    return count.matches("\\d{1,9}") ? Integer.parseInt(count) : 0;
  }

  private BulkPlan plan(FormInput form, Acting acting) {
    BulkChange.Kind kind =
        Stream.of(BulkChange.Kind.values())
            .filter(one -> one.name().equals(form.value("do")))
            .findFirst()
            .orElse(BulkChange.Kind.JOIN);
    Optional<CustomField> field =
        fields.all(acting.tenant()).stream()
            .filter(one -> one.id().toString().equals(form.value("field")))
            .findFirst();
    Optional<BulkChange> change = change(kind, field, form, acting);
    Map<String, Integer> counts =
        change.isPresent()
            ? actions.preview(
                acting.tenant(), condition(form, acting), change.get(), value(field, form))
            : Map.of();
    return new BulkPlan(
        asked(form),
        ticked(form).size(),
        kind,
        change,
        field,
        groups.all(acting.tenant()),
        fields.all(acting.tenant()),
        counts);
  }

  private Optional<BulkChange> change(
      BulkChange.Kind kind, Optional<CustomField> field, FormInput form, Acting acting) {
    return switch (kind) {
      case JOIN, LEAVE ->
          groups.all(acting.tenant()).stream()
              .filter(group -> group.id().toString().equals(form.value("group")))
              .findFirst()
              .map(group -> new BulkChange(kind, group.id(), false));
      case FIELD -> field.map(one -> new BulkChange(kind, one.id(), false));
      case BLOCK -> Optional.of(new BulkChange(kind, null, false));
      case ERASE -> Optional.of(new BulkChange(kind, null, form.has("suppress", "true")));
    };
  }

  /** As it is kept; what cannot stand there is refused in the form. */
  private static String value(Optional<CustomField> field, FormInput form) {
    return field
        .map(
            one ->
                switch (CustomFieldRead.of(one, form.all("value"))) {
                  case CustomFieldRead.Good(String value) -> value;
                  case CustomFieldRead.Bad(String key) -> {
                    form.refuse("value", key, CustomFieldValue.LONGEST);
                    yield "";
                  }
                })
        .orElse("");
  }

  private Condition condition(FormInput form, Acting acting) {
    List<UUID> ticked = ticked(form);
    if (!ticked.isEmpty()) {
      return Condition.points(ticked);
    }
    return ContactFilter.of(form.value("q"), form.value("status"), form.value("block"))
        .ofKind(form.value("kind"))
        .in(tenants.find(acting.tenant()).country())
        .condition();
  }

  private static List<UUID> ticked(FormInput form) {
    return form.all("point").stream()
        .filter(text -> text.matches(NotFound.ID))
        .map(UUID::fromString)
        .distinct()
        .limit(1_000)
        .toList();
  }

  private static Map<String, List<String>> asked(FormInput form) {
    var asked = new LinkedHashMap<String, List<String>>();
    List<UUID> ticked = ticked(form);
    asked.put("point", ticked.stream().map(UUID::toString).toList());
    if (ticked.isEmpty()) {
      FILTER.forEach(name -> asked.put(name, form.all(name)));
    }
    return asked;
  }

  private static Answer draw(BulkPlan plan, FormInput form) {
    return Answer.page("desk/bulk")
        .with("plan", plan)
        .with("kinds", BulkChange.Kind.values())
        .with("form", form);
  }
}
