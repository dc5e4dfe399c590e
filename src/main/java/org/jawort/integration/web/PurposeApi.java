package org.jawort.integration.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.consent.purpose.Purpose;
import org.jawort.consent.purpose.PurposeName;
import org.jawort.consent.purpose.PurposeProfile;
import org.jawort.consent.purpose.PurposeVersion;
import org.jawort.consent.purpose.Purposes;
import org.jawort.contact.address.Channel;
import org.jawort.integration.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What consents are for. */
@RestController
@RequestMapping(path = "/api/v1/purposes", produces = "application/json")
@Tag(name = "Purposes")
class PurposeApi {
  private final Purposes purposes;

  PurposeApi(Purposes purposes) {
    this.purposes = purposes;
  }

  /** What staff call it. */
  @Schema(name = "PurposeName")
  record NameJson(String de, String en) {}

  /**
   * A purpose.
   *
   * @param key its name in all other calls
   * @param calls whether it covers telephone advertising
   * @param goods kinds of goods and services that it is limited to; none: to no kinds
   * @param version of name, description, channels, calls, goods, legal basis and jurisdiction
   * @param validityMonths without use until a consent is doubted, or null
   * @param expiry what follows then: WARN shows it to staff, BLOCK answers EXPIRED
   * @param archivedAt since when nobody is asked for it any more, or null
   */
  @Schema(name = "Purpose")
  record PurposeJson(
      UUID id,
      String key,
      NameJson name,
      String description,
      List<Channel> channels,
      boolean calls,
      List<String> goods,
      int version,
      @Nullable Integer validityMonths,
      PurposeProfile.Expiry expiry,
      PurposeProfile.LegalBasis legalBasis,
      PurposeProfile.Jurisdiction jurisdiction,
      @Nullable Instant archivedAt) {
    static PurposeJson of(Purpose purpose) {
      PurposeProfile profile = purpose.profile();
      return new PurposeJson(
          purpose.id().value(),
          purpose.key(),
          new NameJson(profile.name().german(), profile.name().english()),
          profile.description(),
          profile.channels().stream().sorted().toList(),
          profile.calls(),
          profile.goods(),
          purpose.version(),
          profile.validityMonths(),
          profile.expiry(),
          profile.legalBasis(),
          profile.jurisdiction(),
          purpose.archivedAt());
    }
  }

  /** What a purpose said when somebody consented to it. */
  @Schema(name = "PurposeVersion")
  record VersionJson(
      int version,
      NameJson name,
      String description,
      List<Channel> channels,
      boolean calls,
      List<String> goods,
      PurposeProfile.LegalBasis legalBasis,
      PurposeProfile.Jurisdiction jurisdiction) {
    static @Nullable VersionJson of(@Nullable PurposeVersion version) {
      return version == null
          ? null
          : new VersionJson(
              version.number(),
              new NameJson(version.name().german(), version.name().english()),
              version.description(),
              version.channels().stream().sorted().toList(),
              version.calls(),
              version.goods(),
              version.legalBasis(),
              version.jurisdiction());
    }
  }

  /** What creating takes, for the description of the API; the rest is set by editors. */
  @Schema(name = "NewPurpose")
  record NewPurposeJson(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "birthday-offers") String key,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "Geburtstagsangebote")
          String nameDe,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "Birthday offers")
          String nameEn) {}

  @GetMapping
  @Operation(operationId = "listPurposes", summary = "List the purposes, the oldest first")
  Items<PurposeJson> list(@Parameter(hidden = true) Caller caller) {
    return new Items<>(purposes.all(caller.tenant()).stream().map(PurposeJson::of).toList());
  }

  @PostMapping(consumes = "application/json")
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      operationId = "createPurpose",
      summary = "Create a purpose",
      description =
          "For e-mail, by consent, without a validity. Nobody can be asked for it before it has a"
              + " wording, which editors write. 409 where the key is taken.",
      requestBody =
          @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = NewPurposeJson.class))))
  @ApiResponse(responseCode = "201", description = "The purpose")
  PurposeJson create(
      @Parameter(hidden = true) Caller caller, @Parameter(hidden = true) JsonInput body) {
    String key = body.required("key", 63);
    if (!key.isEmpty() && !Purposes.KEY.matcher(key).matches()) {
      body.refuse("key", "must be lower-case letters, digits and hyphens, a letter first");
    }
    String german = body.required("nameDe", PurposeProfile.LONGEST_NAME);
    String english = body.required("nameEn", PurposeProfile.LONGEST_NAME);
    body.finish();
    var profile = PurposeProfile.usual(new PurposeName(german, english));
    Optional<Purpose> created = purposes.create(caller.tenant(), key, profile);
    return created
        .map(PurposeJson::of)
        .orElseThrow(
            () ->
                new ApiFault(
                    ApiFault.Problem.of(409, "purpose-known", "There is a purpose of that key.")));
  }
}
