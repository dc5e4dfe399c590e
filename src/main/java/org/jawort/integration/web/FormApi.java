package org.jawort.integration.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jawort.form.Form;
import org.jawort.form.Forms;
import org.jawort.integration.Caller;
import org.jawort.platform.Settings;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The forms on which people sign up. */
@RestController
@RequestMapping(path = "/api/v1/forms", produces = "application/json")
@Tag(name = "Forms")
class FormApi {
  private final Forms forms;
  private final Settings settings;

  FormApi(Forms forms, Settings settings) {
    this.forms = forms;
    this.settings = settings;
  }

  /**
   * A form.
   *
   * @param url where it is hosted
   */
  @Schema(name = "Form")
  record FormJson(
      UUID id, String name, @Schema(allowableValues = {"de", "en"}) String language, String url) {}

  @GetMapping
  @Operation(operationId = "listForms", summary = "List the forms, the oldest first")
  Items<FormJson> list(@Parameter(hidden = true) Caller caller) {
    return new Items<>(forms.all(caller.tenant()).stream().map(this::json).toList());
  }

  private FormJson json(Form form) {
    return new FormJson(
        form.id().value(),
        form.name(),
        form.language().code(),
        settings.publicUrl() + "/f/" + form.key());
  }
}
