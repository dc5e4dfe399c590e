package org.jawort.integration.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.consent.purpose.Purpose;
import org.jawort.consent.purpose.Purposes;
import org.jawort.form.Form;
import org.jawort.form.FormContent;
import org.jawort.form.FormId;
import org.jawort.form.Forms;
import org.jawort.form.KeptSubmission;
import org.jawort.form.KeptSubmissions;
import org.jawort.form.OwnFormOutcome;
import org.jawort.form.OwnForms;
import org.jawort.form.SubmissionId;
import org.jawort.integration.Caller;
import org.jawort.integration.web.FormShapes.ChangedFormJson;
import org.jawort.integration.web.FormShapes.FormJson;
import org.jawort.integration.web.FormShapes.NewFormJson;
import org.jawort.integration.web.FormShapes.SubmissionJson;
import org.jawort.integration.web.FormShapes.WholeFormJson;
import org.jawort.platform.Language;
import org.jawort.platform.Settings;
import org.jawort.tenant.Tenants;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The forms on which people sign up, and what they wrote there. */
@RestController
@RequestMapping(path = "/api/v1/forms", produces = "application/json")
@Tag(name = "Forms")
class FormApi {
  private final Forms forms;
  private final OwnForms ownForms;
  private final KeptSubmissions submissions;
  private final Purposes purposes;
  private final ConsentBoxes consentBoxes;
  private final Tenants tenants;
  private final Settings settings;

  FormApi(
      Forms forms,
      OwnForms ownForms,
      KeptSubmissions submissions,
      Purposes purposes,
      ConsentBoxes consentBoxes,
      Tenants tenants,
      Settings settings) {
    this.forms = forms;
    this.ownForms = ownForms;
    this.submissions = submissions;
    this.purposes = purposes;
    this.consentBoxes = consentBoxes;
    this.tenants = tenants;
    this.settings = settings;
  }

  @GetMapping
  @Operation(operationId = "listForms", summary = "List the forms, the oldest first")
  Items<FormJson> list(@Parameter(hidden = true) Caller caller) {
    return new Items<>(forms.all(caller.tenant()).stream().map(this::json).toList());
  }

  private FormJson json(Form form) {
    return new FormJson(form.id().value(), form.name(), form.language().code(), url(form));
  }

  private String url(Form form) {
    return settings.publicUrl() + "/f/" + form.key();
  }

  @GetMapping("/{id}")
  @Operation(operationId = "getForm", summary = "Show a form with all that it shows and asks")
  WholeFormJson get(@Parameter(hidden = true) Caller caller, @PathVariable UUID id) {
    return whole(caller, form(caller, id));
  }

  private Form form(Caller caller, UUID id) {
    return forms.byId(caller.tenant(), new FormId(id)).orElseThrow(FormApi::unknown);
  }

  private static ApiFault unknown() {
    return new ApiFault(ApiFault.Problem.of(404, "unknown-form", "There is no such form."));
  }

  private WholeFormJson whole(Caller caller, Form form) {
    return WholeFormJson.of(form, url(form), consentBoxes.of(caller.tenant(), form));
  }

  @PostMapping(consumes = "application/json")
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      operationId = "createForm",
      summary = "Make a form; it has an address at once",
      description =
          "What is left out is as on the standard form, also the consents: it asks for its purpose,"
              + " in a mandatory box. The box for the processing of the data, and the link to the"
              + " privacy policy, stand on every form.",
      requestBody =
          @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = NewFormJson.class))))
  @ApiResponse(responseCode = "201", description = "The form")
  WholeFormJson create(
      @Parameter(hidden = true) Caller caller, @Parameter(hidden = true) JsonInput body) {
    String name = body.required("name", OwnForms.LONGEST_NAME);
    List<Language> spoken = tenants.find(caller.tenant()).languages();
    if (!body.has("language")) {
      body.refuse("language", "is missing");
    }
    Language language =
        body.oneOf("language", spoken.stream().map(Language::code).toList())
            .map(Language::ofCode)
            .orElse(spoken.getFirst());
    Optional<Purpose> purpose = purpose(caller, body);
    FormContent content =
        FormBodies.content(body).withConsents(consentBoxes.read(caller.tenant(), body));
    body.finish();
    return answer(
        caller,
        ownForms.create(caller.tenant(), name, language, purpose.orElseThrow().id(), content));
  }

  private Optional<Purpose> purpose(Caller caller, JsonInput body) {
    String key = Optional.ofNullable(body.text("purpose", 63)).orElse(Purposes.NEWSLETTER);
    Optional<Purpose> purpose = purposes.byKey(caller.tenant(), key).filter(Purpose::open);
    if (purpose.isEmpty()) {
      body.refuse("purpose", "must be the key of a purpose that is not archived");
    }
    return purpose;
  }

  @PutMapping(path = "/{id}", consumes = "application/json")
  @Operation(
      operationId = "changeForm",
      summary = "Show another content from now on",
      description =
          "The whole form; what is left out is as on the standard form. Whoever has the earlier"
              + " version open may submit it for as long as the page is theirs. 409 where somebody"
              + " else changed it since it was read.",
      requestBody =
          @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = ChangedFormJson.class))))
  WholeFormJson change(
      @Parameter(hidden = true) Caller caller,
      @PathVariable UUID id,
      @Parameter(hidden = true) JsonInput body) {
    Form standing = form(caller, id);
    if (!body.has("version")) {
      body.refuse("version", "is missing");
    }
    int version = body.count("version", 1, Integer.MAX_VALUE, 0);
    String name = body.required("name", OwnForms.LONGEST_NAME);
    FormContent content =
        FormBodies.content(body).withConsents(consentBoxes.read(caller.tenant(), body));
    body.finish();
    return answer(caller, ownForms.change(caller.tenant(), standing.id(), version, name, content));
  }

  private WholeFormJson answer(Caller caller, OwnFormOutcome outcome) {
    return switch (outcome) {
      case OwnFormOutcome.Done(var form) -> whole(caller, form);
      case OwnFormOutcome.Faulty(var faults) -> throw FormBodies.faulty(faults);
      case OwnFormOutcome.Unknown() -> throw unknown();
      case OwnFormOutcome.Overtaken(var version) ->
          throw new ApiFault(
              ApiFault.Problem.of(
                      409, "form-changed", "Somebody else changed the form; read it again.")
                  .with("version", version));
      case OwnFormOutcome.NoWording() ->
          throw new ApiFault(
              ApiFault.Problem.of(
                  409, "no-wording", "The purpose has no wording for e-mail in this language."));
    };
  }

  @GetMapping("/{id}/submissions")
  @Operation(
      operationId = "listSubmissions",
      summary = "What was written on a form, the oldest first",
      description =
          "The value of next of the last page goes on from there, be it days later: it is null only"
              + " where nothing was ever submitted. A submission appears within seconds.")
  @Parameter(
      name = "cursor",
      in = ParameterIn.QUERY,
      description = "The value of next of the page before",
      schema = @Schema(type = "string"))
  @Parameter(
      name = "limit",
      in = ParameterIn.QUERY,
      schema = @Schema(type = "integer", minimum = "1", maximum = "200", defaultValue = "50"))
  Page<SubmissionJson> submissions(
      @Parameter(hidden = true) Caller caller,
      @PathVariable UUID id,
      @Parameter(hidden = true) QueryInput query) {
    Form form = form(caller, id);
    Optional<SubmissionId> after = query.cursor().map(SubmissionId::new);
    int limit = query.limit();
    query.finish();
    List<KeptSubmission> found = submissions.after(caller.tenant(), form.id(), after, limit);
    Optional<SubmissionId> last = found.isEmpty() ? after : Optional.of(found.getLast().id());
    return new Page<>(
        found.stream().map(SubmissionJson::of).toList(),
        last.map(one -> QueryInput.Cursors.write(one.value())).orElse(null));
  }
}
