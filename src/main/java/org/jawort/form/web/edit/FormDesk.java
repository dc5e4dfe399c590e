package org.jawort.form.web.edit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jawort.contact.group.CustomField;
import org.jawort.contact.group.CustomFields;
import org.jawort.form.ConsentBox;
import org.jawort.form.ContentFault;
import org.jawort.form.FieldType;
import org.jawort.form.FormContent;
import org.jawort.form.FormDraft;
import org.jawort.form.FormDrafts;
import org.jawort.form.FormField;
import org.jawort.platform.Settings;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.ContentPolicy;
import org.jawort.platform.web.FormInput;
import org.jawort.tenant.Acting;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.User;
import org.jawort.tenant.UserId;
import org.jawort.tenant.Users;
import org.springframework.stereotype.Component;

/** Lays out the page on which a form is built. */
@Component
class FormDesk {
  private final FormDrafts drafts;
  private final Tenants tenants;
  private final Users users;
  private final Settings settings;
  private final CustomFields ownFields;
  private final ActionChoices choices;

  FormDesk(
      FormDrafts drafts,
      Tenants tenants,
      Users users,
      Settings settings,
      CustomFields ownFields,
      ActionChoices choices) {
    this.drafts = drafts;
    this.tenants = tenants;
    this.users = users;
    this.settings = settings;
    this.ownFields = ownFields;
    this.choices = choices;
  }

  /**
   * A field as the page shows it.
   *
   * @param n its number on the page
   * @param faults by what it could not be shown, as message keys
   */
  record Line(String n, FieldType type, List<String> faults, boolean open) {}

  /** The tenant's own fields of contacts, into which answers may go. */
  List<CustomField> own(Acting acting) {
    return ownFields.all(acting.tenant());
  }

  /** A draft as it stands, with a field open or -1. */
  Answer draw(FormDraft draft, FormTab tab, int open, Acting acting) {
    return draw(draft, FormDraftInput.filled(draft), draft.content(), tab, open, acting);
  }

  /** What was typed, with what is wrong with it. */
  Answer typed(FormDraft draft, FormInput form, FormContent content, Acting acting) {
    return draw(draft, form, content, FormTab.of(form.value("tab")), -1, acting);
  }

  private Answer draw(
      FormDraft draft, FormInput form, FormContent content, FormTab tab, int open, Acting acting) {
    List<ContentFault> faults = drafts.faults(acting.tenant(), draft);
    List<ConsentBox> boxes = ConsentInput.typed(form, draft);
    return Answer.page("form/edit/edit")
        .policy(ContentPolicy.STRICT.with("frame-src", "'self'"))
        .with("draft", draft)
        .with("shown", draft.form())
        .with("address", settings.publicUrl() + "/f/" + draft.form().key())
        .with("tab", tab.word())
        .with("tabs", Arrays.stream(FormTab.values()).map(FormTab::word).toList())
        .with("form", form)
        .with("lines", lines(form, faults, open))
        .with("consents", ConsentLine.of(draft, boxes, faults, acting.language()))
        .with("furtherConsents", ConsentLine.further(draft, boxes))
        .with("whole", wholes(faults))
        .with("faulty", faults.size())
        .with("kinds", kinds(content))
        .with("own", own(acting))
        .with("parts", InformationInput.shown(draft))
        .with("gaps", InformationInput.gaps(draft))
        .with("offer", tab == FormTab.ACTION ? choices.of(acting.tenant(), draft) : null)
        .with("asked", asked(content))
        .with("mandatory", mandatory(content))
        .with("lacks", tenants.find(acting.tenant()).lacks())
        .with("changedBy", author(draft, acting));
  }

  private static List<Line> lines(FormInput form, List<ContentFault> faults, int open) {
    Map<Integer, List<String>> wrong = new HashMap<>();
    for (ContentFault one : faults) {
      wrong
          .computeIfAbsent(one.field(), place -> new ArrayList<>())
          .add("form.edit.fault." + one.code().name());
    }
    List<String> places = FormDraftInput.places(form);
    var lines = new ArrayList<Line>();
    for (int at = 0; at < places.size(); at++) {
      String n = places.get(at);
      lines.add(
          new Line(
              n,
              FormDraftInput.type(form, n),
              wrong.getOrDefault(at, List.of()),
              at == open || isWrong(form, n)));
    }
    return lines;
  }

  private static boolean isWrong(FormInput form, String n) {
    return form.problems().keySet().stream().anyMatch(field -> field.endsWith("-" + n));
  }

  private static List<String> wholes(List<ContentFault> faults) {
    return faults.stream()
        .filter(one -> one.field() < 0 && !ConsentLine.isAbout(one))
        .map(one -> "form.edit.fault." + one.code().name())
        .toList();
  }

  /** What may be added: an address and a name are asked for once. */
  private static List<FieldType> kinds(FormContent content) {
    Set<FieldType> asked =
        content.fields().stream()
            .map(FormField::type)
            .filter(FieldType::ofContact)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(FieldType.class)));
    return Arrays.stream(FieldType.values()).filter(type -> !asked.contains(type)).toList();
  }

  /** Which of the contacts' own fields are asked for already. */
  private static Set<UUID> asked(FormContent content) {
    return content.fields().stream()
        .map(FormField::contactField)
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  /** Labels of what must be filled in besides the address; data that nobody needs (law 5). */
  private static List<String> mandatory(FormContent content) {
    return content.fields().stream()
        .filter(field -> field.required() && field.type() != FieldType.EMAIL)
        .filter(field -> field.type().asks())
        .map(FormField::label)
        .toList();
  }

  private String author(FormDraft draft, Acting acting) {
    return draft
        .changedBy()
        .flatMap(by -> users.find(acting.tenant(), new UserId(by)))
        .map(User::name)
        .orElse("");
  }
}
