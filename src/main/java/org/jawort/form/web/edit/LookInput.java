package org.jawort.form.web.edit;

import java.util.Locale;
import org.jawort.form.FormContent;
import org.jawort.form.FormExtras;
import org.jawort.form.FormLook;
import org.jawort.platform.web.BrandColour;
import org.jawort.platform.web.FormInput;
import org.jspecify.annotations.Nullable;

/** The tab "look" as staff fill it in. */
final class LookInput {
  private LookInput() {}

  /** The tab's inputs with what stands in a draft. */
  static void fill(FormInput form, FormLook look) {
    form.with("colour", look.colour() == null ? "" : look.colour())
        .with("head", look.named() ? "NAME" : "LOGO");
  }

  /** The draft with what was typed; a colour on which nobody can read is refused. */
  static FormContent content(FormInput form, FormContent standing) {
    String typed = form.value("colour").toLowerCase(Locale.ROOT);
    if (typed.isEmpty()) {
      return wearing(standing, null, form);
    }
    if (!typed.matches("#[0-9a-f]{6}")) {
      form.refuse("colour", "form.edit.colour.wrong");
      return standing;
    }
    BrandColour colour = BrandColour.of(typed.substring(1));
    if (!colour.isReadable()) {
      form.refuse(
          "colour",
          "form.edit.colour.contrast",
          colour.contrastWithWhite(),
          colour.nearestReadable().hex());
    }
    return wearing(standing, typed, form);
  }

  private static FormContent wearing(
      FormContent standing, @Nullable String colour, FormInput form) {
    FormLook look = FormLook.of(colour, form.has("head", "NAME"));
    return standing.with(FormExtras.of(standing.extras()).with(look));
  }
}
