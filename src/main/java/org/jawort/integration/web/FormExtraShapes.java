package org.jawort.integration.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;
import org.jawort.form.AgeGate;
import org.jawort.form.DataInformation;
import org.jawort.form.FormAction;
import org.jawort.form.FormExtras;
import org.jawort.form.FormLook;
import org.jawort.form.InformationTopic;
import org.jawort.tenant.TenantLogo;
import org.jspecify.annotations.Nullable;

/** What a form has besides what it says and asks, as callers read and write it. */
final class FormExtraShapes {
  private FormExtraShapes() {}

  /**
   * What follows on a submission.
   *
   * @param process whether the double opt-in process starts; else nobody is asked to confirm
   * @param groups that the contact joins once the person confirms
   * @param staff members of staff who are told
   * @param staffWhen at what they are told
   * @param webhook https address to which each submission is posted, or null
   * @param mail campaign that asks for the confirmation in place of the process's own, or null
   */
  @Schema(name = "FormAction")
  record ActionJson(
      boolean process,
      List<UUID> groups,
      List<UUID> staff,
      FormAction.When staffWhen,
      @Nullable String webhook,
      @Nullable UUID mail) {
    static ActionJson of(FormAction action) {
      return new ActionJson(
          !action.unasked(),
          action.groups(),
          action.staff(),
          action.when() == null ? FormAction.When.CONFIRMED : action.when(),
          action.webhook(),
          action.mail());
    }
  }

  /** A part of the information of Art. 13 GDPR. */
  @Schema(name = "FormInformationPart")
  record InformationJson(InformationTopic topic, String title, String text) {
    static @Nullable List<InformationJson> of(@Nullable DataInformation information) {
      return information == null
          ? null
          : information.told().stream()
              .map(part -> new InformationJson(part.topic(), part.title(), part.text()))
              .toList();
    }
  }

  /**
   * How a form differs in its look.
   *
   * @param colour such as #1b5e7b, or null where it has the tenant's
   * @param named whether it shows the tenant's name even where there is a logo
   * @param logo SHA-256 of the logo that it shows, or null
   */
  @Schema(name = "FormLook")
  record LookJson(@Nullable String colour, boolean named, @Nullable String logo) {
    static LookJson of(FormLook look) {
      TenantLogo logo = look.logo();
      return new LookJson(look.colour(), look.named(), logo == null ? null : logo.sha256());
    }
  }

  static @Nullable Integer minimumAge(FormExtras extras) {
    AgeGate age = extras.age();
    return age == null ? null : age.years();
  }

  /** What a form's author says otherwise than the profile and the program do. */
  @Schema(name = "NewFormInformation")
  record NewInformationJson(
      String officer,
      String purposes,
      String basis,
      String recipients,
      String storage,
      String complaint,
      String obligation,
      String automation) {}

  /** A look, for the description of the API. */
  @Schema(name = "NewFormLook")
  record NewLookJson(
      @Schema(example = "#1b5e7b") String colour, @Schema(defaultValue = "false") boolean named) {}

  /** What follows, for the description of the API. */
  @Schema(name = "NewFormAction")
  record NewActionJson(
      @Schema(defaultValue = "true") boolean process,
      List<UUID> groups,
      List<UUID> staff,
      @Schema(defaultValue = "CONFIRMED") FormAction.When staffWhen,
      String webhook,
      UUID mail) {}
}
