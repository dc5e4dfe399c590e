package org.jawort.integration.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jawort.form.FieldType;
import org.jawort.form.Form;
import org.jawort.form.FormBox;
import org.jawort.form.FormDefinition;
import org.jawort.form.FormExtras;
import org.jawort.form.FormField;
import org.jawort.form.KeptSubmission;
import org.jspecify.annotations.Nullable;

/** Forms and what was written on them, as callers read it. */
final class FormShapes {
  private FormShapes() {}

  /**
   * A form in a list.
   *
   * @param url where it is hosted
   */
  @Schema(name = "Form")
  record FormJson(
      UUID id, String name, @Schema(allowableValues = {"de", "en"}) String language, String url) {}

  /**
   * A field, or a text between the fields.
   *
   * @param maxLength most characters; of an address, octets
   * @param options what can be chosen; empty where nothing is
   * @param contactField the contact's own field into which the answer goes by the person's click
   */
  @Schema(name = "FormField")
  record FieldJson(
      String name,
      String label,
      FieldType type,
      boolean required,
      int maxLength,
      @Nullable String help,
      List<String> options,
      @Nullable UUID contactField) {
    static FieldJson of(FormField field) {
      return new FieldJson(
          field.name(),
          field.label(),
          field.type(),
          field.required(),
          field.maxLength(),
          field.help(),
          field.options(),
          field.contactField());
    }
  }

  /**
   * A box that is never ticked when the form is shown.
   *
   * @param wording the version of the wording that is consented to, or null
   */
  @Schema(name = "FormBox")
  record BoxJson(String key, String text, @Nullable UUID wording, boolean required) {
    static BoxJson of(FormBox box) {
      return new BoxJson(box.key(), box.text(), box.wording(), box.required());
    }
  }

  /**
   * A form with all that it shows and asks.
   *
   * @param version that is shown now; a change names it
   * @param footer the duty to inform, below the button
   * @param consents what it asks for, a box each
   * @param boxes these and the others, with the names of their inputs and the words shown
   * @param redirect page on an allowed website that is shown in place of the thanks, or null
   * @param privacyPolicy of the tenant's profile, or null
   * @param action what follows on a submission
   * @param information of Art. 13 GDPR as the form shows it, or null where it shows none
   * @param minimumAge that whoever submits declares to have, or null where nobody is asked
   * @param look in which it differs from the tenant's other pages
   */
  @Schema(name = "FormDefinition")
  record WholeFormJson(
      UUID id,
      String name,
      @Schema(allowableValues = {"de", "en"}) String language,
      String url,
      int version,
      String title,
      String intro,
      List<FieldJson> fields,
      List<ConsentBoxes.ConsentBoxJson> consents,
      List<BoxJson> boxes,
      String submit,
      String footer,
      String thanksTitle,
      String thanks,
      @Nullable String redirect,
      @Nullable String privacyPolicy,
      FormExtraShapes.ActionJson action,
      @Nullable List<FormExtraShapes.InformationJson> information,
      @Nullable Integer minimumAge,
      FormExtraShapes.LookJson look) {
    static WholeFormJson of(Form form, String url, List<ConsentBoxes.ConsentBoxJson> consents) {
      FormDefinition definition = form.definition();
      return new WholeFormJson(
          form.id().value(),
          form.name(),
          form.language().code(),
          url,
          form.version().version(),
          definition.title(),
          definition.intro(),
          definition.fields().stream().map(FieldJson::of).toList(),
          consents,
          definition.boxes().stream().map(BoxJson::of).toList(),
          definition.submit(),
          definition.footer(),
          definition.thanksTitle(),
          definition.thanks(),
          definition.redirect(),
          definition.privacyPolicy(),
          FormExtraShapes.ActionJson.of(FormExtras.of(definition.extras()).acts()),
          FormExtraShapes.InformationJson.of(FormExtras.of(definition.extras()).information()),
          FormExtraShapes.minimumAge(FormExtras.of(definition.extras())),
          FormExtraShapes.LookJson.of(FormExtras.of(definition.extras()).looks()));
    }
  }

  /**
   * What somebody wrote on a form.
   *
   * @param version of the form, as it was shown
   * @param answers by the names of the fields; a number with a point, a day as in ISO 8601, of
   *     several options a line each
   */
  @Schema(name = "FormSubmission")
  record SubmissionJson(
      UUID id,
      Instant at,
      int version,
      UUID contact,
      UUID contactPoint,
      String address,
      Map<String, String> answers) {
    static SubmissionJson of(KeptSubmission one) {
      return new SubmissionJson(
          one.id().value(),
          one.at(),
          one.version(),
          one.contact().value(),
          one.contactPoint().value(),
          one.address(),
          one.answers());
    }
  }

  /** A field that a form is to have, for the description of the API. */
  @Schema(name = "NewFormField")
  record NewFieldJson(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "topics") String name,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) String label,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) FieldType type,
      @Schema(defaultValue = "false") boolean required,
      @Schema(minimum = "1", maximum = "5000") int maxLength,
      String help,
      List<String> options,
      UUID contactField) {}

  /** What making a form takes, for the description of the API; what is left out is as standard. */
  @Schema(name = "NewForm")
  record NewFormJson(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "Event in May") String name,
      @Schema(
              requiredMode = Schema.RequiredMode.REQUIRED,
              allowableValues = {"de", "en"})
          String language,
      @Schema(defaultValue = "newsletter") String purpose,
      String title,
      String intro,
      List<NewFieldJson> fields,
      List<ConsentBoxes.ConsentBoxJson> consents,
      String submit,
      String footer,
      String thanksTitle,
      String thanks,
      String redirect,
      FormExtraShapes.NewActionJson action,
      FormExtraShapes.NewInformationJson information,
      @Schema(defaultValue = "false") boolean ageGate,
      FormExtraShapes.NewLookJson look) {}

  /** What changing a form takes. */
  @Schema(name = "ChangedForm")
  record ChangedFormJson(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) int version,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) String name,
      String title,
      String intro,
      List<NewFieldJson> fields,
      List<ConsentBoxes.ConsentBoxJson> consents,
      String submit,
      String footer,
      String thanksTitle,
      String thanks,
      String redirect,
      FormExtraShapes.NewActionJson action,
      FormExtraShapes.NewInformationJson information,
      @Schema(defaultValue = "false") boolean ageGate,
      FormExtraShapes.NewLookJson look) {}
}
