package org.jawort.form.web.edit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jawort.contact.group.CustomField;
import org.jawort.form.ContentCheck;
import org.jawort.form.FieldType;
import org.jawort.form.FormContent;
import org.jawort.form.FormDefinition;
import org.jawort.form.FormDraft;
import org.jawort.form.FormExtras;
import org.jawort.form.FormField;
import org.jawort.platform.web.FormInput;
import org.jawort.tenant.RedirectAddress;
import org.jawort.tenant.RedirectFault;
import org.jspecify.annotations.Nullable;

/**
 * A draft as staff fill it in, tab by tab. Each field has a number on the page, and its inputs are
 * called by it ({@code label-3}); the order in which the numbers come is the order of the fields.
 */
public final class FormDraftInput {
  /** Where the page says, field by field, which number it has. */
  static final String PLACE = "place";

  private FormDraftInput() {}

  /** The page's inputs with what stands in a draft. */
  static FormInput filled(FormDraft draft) {
    FormDefinition definition = draft.definition();
    FormInput form =
        FormInput.empty()
            .with("seen", String.valueOf(draft.revision()))
            .with("title", definition.title())
            .with("intro", definition.intro())
            .with("submit", definition.submit())
            .with("footer", definition.footer())
            .with("thanksTitle", definition.thanksTitle())
            .with("thanks", definition.thanks())
            .with("redirect", definition.redirect() == null ? "" : definition.redirect());
    FormExtras extras = FormExtras.of(definition.extras());
    ActionInput.fill(form, extras.acts());
    InformationInput.fill(form, draft);
    LookInput.fill(form, extras.looks());
    List<FormField> fields = definition.fields();
    for (int n = 0; n < fields.size(); n++) {
      fill(form, n, fields.get(n));
    }
    String[] places = new String[fields.size()];
    Arrays.setAll(places, String::valueOf);
    return form.with(PLACE, places);
  }

  private static void fill(FormInput form, int n, FormField field) {
    form.with("type-" + n, field.type().name())
        .with("name-" + n, field.name())
        .with("label-" + n, field.label())
        .with("required-" + n, String.valueOf(field.required()))
        .with("length-" + n, String.valueOf(field.maxLength()))
        .with("help-" + n, field.help() == null ? "" : field.help())
        .with("options-" + n, String.join("\n", field.options()))
        .with("contact-" + n, field.contactField() == null ? "" : field.contactField().toString());
  }

  /** The draft with what was typed; what no draft can hold is refused in the form. */
  public static FormContent content(FormInput form, FormDraft draft) {
    FormContent standing = draft.content();
    return switch (FormTab.of(form.value("tab"))) {
      case FIELDS ->
          standing
              .withFields(fields(form))
              .withConsents(ConsentInput.pressed(form, draft))
              .withoutUsual(draft.form().purpose());
      case TEXTS -> texts(form, standing, draft.standard());
      case INFORMATION -> InformationInput.content(form, draft);
      case LOOK -> LookInput.content(form, standing);
      case ACTION -> ActionInput.content(form, standing);
      case AFTER -> after(form, standing, draft.standard());
    };
  }

  private static FormContent texts(FormInput form, FormContent standing, FormDefinition standard) {
    return new FormContent(
        own(form.optional("title", FormContent.LONGEST_TITLE), standard.title()),
        own(form.text("intro", FormContent.LONGEST_TEXT), standard.intro()),
        standing.fields(),
        own(form.optional("submit", FormContent.LONGEST_SUBMIT), standard.submit()),
        own(form.text("footer", FormContent.LONGEST_TEXT), standard.footer()),
        standing.thanksTitle(),
        standing.thanks(),
        standing.redirect(),
        standing.consents(),
        standing.extras());
  }

  private static FormContent after(FormInput form, FormContent standing, FormDefinition standard) {
    return new FormContent(
        standing.title(),
        standing.intro(),
        standing.fields(),
        standing.submit(),
        standing.footer(),
        own(form.optional("thanksTitle", FormContent.LONGEST_TITLE), standard.thanksTitle()),
        own(form.text("thanks", FormContent.LONGEST_TEXT), standard.thanks()),
        redirect(form),
        standing.consents(),
        standing.extras());
  }

  private static @Nullable String redirect(FormInput form) {
    String typed = form.optional("redirect", FormContent.LONGEST_REDIRECT);
    if (typed.isEmpty()) {
      return null;
    }
    return switch (RedirectAddress.read(typed)) {
      case RedirectAddress.Good good -> good.address();
      case RedirectAddress.Bad(RedirectFault why) -> {
        form.refuse("redirect", why.words());
        yield null;
      }
    };
  }

  /** What is empty, or says what the standard form says, follows the standard form. */
  private static @Nullable String own(String typed, String standard) {
    return typed.isEmpty() || typed.equals(standard) ? null : typed;
  }

  private static List<FormField> fields(FormInput form) {
    List<String> places = places(form);
    if (places.size() > ContentCheck.MOST_FIELDS) {
      form.refuse(PLACE, "form.edit.fault.MANY", ContentCheck.MOST_FIELDS);
      return List.of();
    }
    return places.stream().map(n -> field(form, n)).toList();
  }

  /**
   * The numbers of the fields, in their order; what is no number was not sent by a page of ours.
   */
  static List<String> places(FormInput form) {
    return form.all(PLACE).stream().filter(n -> n.matches("\\d{1,4}")).distinct().toList();
  }

  private static FormField field(FormInput form, String n) {
    FieldType type = type(form, n);
    String label =
        type == FieldType.NOTE
            ? form.text("label-" + n, FormField.LONGEST_NOTE)
            : form.optional("label-" + n, FormField.LONGEST_LABEL);
    String help = form.optional("help-" + n, FormField.LONGEST_HELP);
    FormField read =
        new FormField(
            form.optional("name-" + n, FormField.LONGEST_NAME),
            label,
            type,
            type == FieldType.EMAIL || form.has("required-" + n, "true"),
            length(form, n, type),
            help.isEmpty() ? null : help,
            type.hasOptions() ? options(form, n) : List.of());
    return read.into(SentIds.id(form.value("contact-" + n)).orElse(null));
  }

  /** Which type a field has; a page of ours sends no other. */
  static FieldType type(FormInput form, String n) {
    String word = form.value("type-" + n);
    return Arrays.stream(FieldType.values())
        .filter(type -> type.name().equals(word))
        .findFirst()
        .orElse(FieldType.TEXT);
  }

  private static int length(FormInput form, String n, FieldType type) {
    String typed = form.value("length-" + n);
    if (typed.isEmpty() || type == FieldType.EMAIL) {
      return FormField.usualLength(type);
    }
    int length = typed.matches("\\d{1,4}") ? Integer.parseInt(typed) : 0;
    if (length < 1 || length > FormField.LONGEST_ANSWER) {
      form.refuse("length-" + n, "form.edit.fault.LENGTH", FormField.LONGEST_ANSWER);
      return FormField.usualLength(type);
    }
    return length;
  }

  private static List<String> options(FormInput form, String n) {
    int most = ContentCheck.MOST_OPTIONS * (ContentCheck.LONGEST_OPTION + 1);
    List<String> options =
        form.text("options-" + n, most)
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .toList();
    if (options.size() > ContentCheck.MOST_OPTIONS) {
      form.refuse("options-" + n, "form.edit.fault.OPTIONS_MANY", ContentCheck.MOST_OPTIONS);
    }
    if (options.stream().anyMatch(one -> one.length() > ContentCheck.LONGEST_OPTION)) {
      form.refuse("options-" + n, "form.edit.fault.OPTION_LONG", ContentCheck.LONGEST_OPTION);
    }
    return options;
  }

  /** Of what the author had before them; 0 where the form does not say. */
  static int seen(FormInput form) {
    String seen = form.value("seen");
    return seen.matches("\\d{1,9}") ? Integer.parseInt(seen) : 0;
  }

  /** A field that a page adds; its name is one that no other has. */
  static FormField added(FieldType type, List<FormField> standing) {
    return FormField.of(
        free(type, standing), "", type, type == FieldType.EMAIL, FormField.usualLength(type));
  }

  /** One that asks for what a contact's own field holds. */
  static FormField added(CustomField own, List<FormField> standing) {
    FieldType type = FieldType.valueOf(own.type().name());
    FormField asking =
        new FormField(
            free(type, standing),
            own.name(),
            type,
            false,
            FormField.usualLength(type),
            null,
            own.choices());
    return asking.into(own.id());
  }

  private static String free(FieldType type, List<FormField> standing) {
    String word =
        switch (type) {
          case EMAIL -> "email";
          case FIRST_NAME -> "firstName";
          case LAST_NAME -> "lastName";
          default -> type.name().toLowerCase(Locale.ROOT).replace('_', '-');
        };
    List<String> taken = new ArrayList<>(standing.stream().map(FormField::name).toList());
    String name = word;
    for (int n = 2; taken.contains(name); n++) {
      name = word + n;
    }
    return name;
  }
}
