package org.jawort.contact.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jawort.contact.group.CustomField;
import org.jawort.contact.group.CustomFieldEditOutcome;
import org.jawort.contact.group.CustomFieldType;
import org.jawort.contact.group.CustomFieldWish;
import org.jawort.contact.group.CustomFields;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FormInput;
import org.jawort.platform.web.PageFault;
import org.jawort.tenant.Acting;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The fields that a tenant adds to its contacts: what they are called, and what they hold. */
@Controller
class FieldPages {
  private static final String PATH = GroupAndFieldAddresses.FIELDS;
  private static final String RENAME = PATH + "/{id:" + GroupAndFieldAddresses.ID + "}/rename";
  private static final int FEWEST_CHOICES = 2;

  private final CustomFields fields;

  FieldPages(CustomFields fields) {
    this.fields = fields;
  }

  @GetMapping(PATH)
  Answer list(Acting acting) {
    Map<UUID, CustomField> typed =
        fields.all(acting.tenant()).stream()
            .collect(Collectors.toMap(CustomField::id, Function.identity()));
    return Answer.page("contact/fields")
        .with("fields", fields.counted(acting.tenant()))
        .with("typed", typed);
  }

  @GetMapping(PATH + "/new")
  Answer blank() {
    return draw(FormInput.empty().with("type", CustomFieldType.TEXT.name()), null);
  }

  @PostMapping(PATH)
  Answer create(FormInput sent, Acting acting) {
    FormInput form = sent.labelled("field");
    CustomFieldWish wish = wish(form);
    if (form.isGood()) {
      if (fields.create(acting.tenant(), wish).isPresent()) {
        return Answer.redirect(PATH).good("field.created");
      }
      form.refuse("name", "field.taken");
    }
    return draw(form, null).status(422);
  }

  @GetMapping(RENAME)
  Answer edit(@PathVariable UUID id, Acting acting) {
    CustomField one = one(id, acting);
    FormInput form =
        FormInput.empty()
            .with("name", one.name())
            .with("type", one.type().name())
            .with("choices", String.join("\n", one.choices()));
    return draw(form, one);
  }

  @PostMapping(RENAME)
  Answer save(@PathVariable UUID id, FormInput sent, Acting acting) {
    CustomField one = one(id, acting);
    FormInput form = sent.labelled("field");
    CustomFieldWish wish = wish(form);
    if (!form.isGood()) {
      return draw(form, one).status(422);
    }
    switch (fields.edit(acting.tenant(), id, wish)) {
      case CustomFieldEditOutcome.Saved() -> {
        return Answer.redirect(PATH).good("field.changed");
      }
      case CustomFieldEditOutcome.Unknown() -> {
        return Answer.redirect(PATH).bad("field.gone");
      }
      case CustomFieldEditOutcome.Taken() -> form.refuse("name", "field.taken");
      case CustomFieldEditOutcome.Filled(long holders) ->
          form.refuse("type", "field.type.filled", holders);
      case CustomFieldEditOutcome.InUse(var by) ->
          form.refuse("type", "field.type.used", String.join(", ", by));
    }
    return draw(form, one).status(422);
  }

  private CustomField one(UUID id, Acting acting) {
    return fields
        .one(acting.tenant(), id)
        .orElseThrow(() -> PageFault.notFound("field.unknown").leadingTo(PATH, "field.title"));
  }

  private static CustomFieldWish wish(FormInput form) {
    String name = GroupAndFieldNames.read(form);
    Optional<CustomFieldType> type =
        Stream.of(CustomFieldType.values())
            .filter(one -> one.name().equals(form.value("type")))
            .findFirst();
    if (type.isEmpty() && !form.value("type").isEmpty()) {
      form.refuse("type", "field.type.missing");
    }
    CustomFieldType wanted = type.orElse(CustomFieldType.TEXT);
    return new CustomFieldWish(name, wanted, wanted.hasChoices() ? choices(form) : List.of());
  }

  private static List<String> choices(FormInput form) {
    int most = CustomField.MOST_CHOICES * (CustomField.LONGEST_CHOICE + 1);
    List<String> choices =
        form.text("choices", most)
            .lines()
            .map(line -> line.strip().replaceAll("\\s+", " "))
            .filter(line -> !line.isEmpty())
            .toList();
    if (choices.size() < FEWEST_CHOICES || choices.size() > CustomField.MOST_CHOICES) {
      form.refuse("choices", "field.choices.count", CustomField.MOST_CHOICES);
    } else if (choices.stream().distinct().count() < choices.size()) {
      form.refuse("choices", "field.choices.twice");
    } else if (choices.stream().anyMatch(one -> one.length() > CustomField.LONGEST_CHOICE)) {
      form.refuse("choices", "field.choices.long", CustomField.LONGEST_CHOICE);
    }
    return choices;
  }

  private static Answer draw(FormInput form, @Nullable CustomField one) {
    return Answer.page("contact/field")
        .with("form", form)
        .with("one", one)
        .with("types", Stream.of(CustomFieldType.values()).map(Enum::name).toList());
  }
}
