package org.jawort.integration.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jawort.consent.purpose.Purpose;
import org.jawort.contact.ContactKind;
import org.jawort.contact.group.ContactGroups;
import org.jawort.contact.group.CustomFields;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Tenants;
import org.jawort.transfer.file.FileShape;
import org.jawort.transfer.imports.Import;
import org.jawort.transfer.imports.ImportTarget;
import org.jawort.transfer.imports.Imports;
import org.jawort.transfer.imports.Mapping;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads from a body what the columns of a file become. */
@Component
class ImportMappingBodies {
  private static final int MOST_COLUMNS = 500;
  private static final int LONGEST_HEADER = 1_000;
  private static final int LONGEST_TARGET = 60;

  private final Imports imports;
  private final ContactGroups groups;
  private final CustomFields fields;
  private final Tenants tenants;

  ImportMappingBodies(Imports imports, ContactGroups groups, CustomFields fields, Tenants tenants) {
    this.imports = imports;
    this.groups = groups;
    this.fields = fields;
    this.tenants = tenants;
  }

  /** A column, for the description of the API. */
  @Schema(name = "NewImportColumn")
  record NewColumnJson(
      @Schema(
              requiredMode = Schema.RequiredMode.REQUIRED,
              description = "As the import's columns name it")
          String header,
      @Schema(
              requiredMode = Schema.RequiredMode.REQUIRED,
              example = "EMAIL",
              description =
                  "As the import's columns name it; FIELD: and the id for a field of yours")
          String field,
      @Schema(description = "Of dates that can be read either way: whether the day comes first")
          Boolean dayFirst) {}

  /** The whole, for the description of the API. */
  @Schema(name = "NewImportMapping")
  record NewMappingJson(
      @Schema(
              requiredMode = Schema.RequiredMode.REQUIRED,
              description = "Those that are taken; what is not named is left out")
          List<NewColumnJson> columns,
      @Schema(description = "Key of the purpose that the file's consents are about") String purpose,
      UUID group,
      @Schema(defaultValue = "OTHER") ContactKind kind,
      @Schema(example = "de") String language,
      @Schema(
              defaultValue = "true",
              description = "Whether the file replaces what is known, or only fills what is empty")
          boolean overwrite,
      @Schema(description = "The words of the consent, for rows that name none") String wording,
      @Schema(description = "Where it was given, for rows that name nothing") String source) {}

  /** What the body says; what cannot be is refused in it. */
  Mapping read(TenantId tenant, Import of, JsonInput body) {
    FileShape shape = Objects.requireNonNull(of.shape());
    Mapping standing = Objects.requireNonNull(of.mapping());
    List<String> columns =
        new ArrayList<>(
            Collections.nCopies(shape.columns().size(), ImportTarget.Kind.IGNORE.name()));
    Map<Integer, Boolean> days = new HashMap<>(standing.dayFirst());
    var said = new HashMap<Integer, JsonInput>();
    for (JsonInput column : body.objects("columns", MOST_COLUMNS)) {
      int place = column(tenant, shape, column, columns);
      said.put(place, column);
      if (column.has("dayFirst")) {
        days.put(place, column.flag("dayFirst"));
      }
    }
    var mapping =
        new Mapping(
            columns,
            days,
            purpose(tenant, body),
            group(tenant, body),
            body.oneOf("kind", ContactKind.class).orElse(ContactKind.OTHER).name(),
            language(tenant, body),
            !body.has("overwrite") || body.flag("overwrite"),
            body.lines("wording", Mapping.LONGEST_WORDING),
            body.text("source", Mapping.LONGEST_SOURCE),
            standing.statuses());
    said.forEach(
        (place, column) -> {
          if (place >= 0 && mapping.lacksDay(shape, place)) {
            column.refuse("dayFirst", "is missing: the dates of the column can be read either way");
          }
        });
    if (!mapping.hasAddress()) {
      body.refuse("columns", "must have one that becomes EMAIL or MOBILE");
    }
    if (mapping.hasEvidence() && mapping.purpose() == null) {
      body.refuse("purpose", "is missing: the file says something of consents");
    }
    return mapping;
  }

  /** Its place in the file; -1 where it is in none. */
  private int column(TenantId tenant, FileShape shape, JsonInput said, List<String> columns) {
    int place = place(shape, said.required("header", LONGEST_HEADER));
    Optional<ImportTarget> target = target(tenant, said.required("field", LONGEST_TARGET));
    if (place < 0) {
      said.refuse("header", "must be that of a column of the file");
    } else if (target.isEmpty()) {
      said.refuse(
          "field",
          "must be one of %s, or FIELD: and the id of a field of yours"
              .formatted(String.join(", ", kinds())));
    } else {
      String becomes = target.get().toString();
      boolean ignored = target.get().kind() == ImportTarget.Kind.IGNORE;
      if (!ignored && columns.contains(becomes)) {
        said.refuse("field", "is what another column becomes");
      }
      columns.set(place, becomes);
    }
    return place;
  }

  private static int place(FileShape shape, String header) {
    return shape.columns().stream().map(FileShape.Column::header).toList().indexOf(header);
  }

  private Optional<ImportTarget> target(TenantId tenant, String text) {
    return ImportTarget.parse(text)
        .filter(one -> (one.kind() == ImportTarget.Kind.FIELD) == (one.field() != null))
        .filter(
            one ->
                one.field() == null
                    || fields.all(tenant).stream()
                        .anyMatch(field -> field.id().equals(one.field())));
  }

  private static List<String> kinds() {
    return Arrays.stream(ImportTarget.Kind.values())
        .filter(kind -> kind != ImportTarget.Kind.FIELD)
        .map(Enum::name)
        .toList();
  }

  private @Nullable UUID purpose(TenantId tenant, JsonInput body) {
    List<Purpose> all = imports.purposes(tenant);
    return body.oneOf("purpose", all.stream().map(Purpose::key).toList())
        .flatMap(key -> all.stream().filter(one -> one.key().equals(key)).findFirst())
        .map(one -> one.id().value())
        .orElse(null);
  }

  private @Nullable UUID group(TenantId tenant, JsonInput body) {
    UUID group = body.id("group");
    if (group != null && groups.find(tenant, group).isEmpty()) {
      body.refuse("group", "must be the id of a group");
    }
    return group;
  }

  private String language(TenantId tenant, JsonInput body) {
    var tenantOf = tenants.find(tenant);
    List<String> spoken = tenantOf.languages().stream().map(Language::code).toList();
    return body.oneOf("language", spoken).orElse(tenantOf.language().code());
  }
}
