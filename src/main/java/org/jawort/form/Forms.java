package org.jawort.form;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.consent.AskedWording;
import org.jawort.consent.FormVersion;
import org.jawort.consent.purpose.PurposeForms;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.consent.purpose.Wordings;
import org.jawort.optin.SignUpAddress;
import org.jawort.platform.Database;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The door: a tenant's forms as they are shown now. */
@Component
public class Forms implements SignUpAddress, PurposeForms {
  /** Those of a tenant that are not archived, as they are shown now. */
  private static final String OPEN =
      """
      SELECT f.id, f.key, f.name, f.language, f.purpose_id, f.online, f.version, v.definition
      FROM form f
      JOIN form_version v
        ON v.tenant_id = f.tenant_id AND v.form_id = f.id AND v.version = f.version
      WHERE f.tenant_id = :tenant AND f.archived_at IS NULL
      """;

  private final Database database;
  private final JdbcClient jdbc;
  private final Wordings wordings;

  Forms(Database database, JdbcClient jdbc, Wordings wordings) {
    this.database = database;
    this.jdbc = jdbc;
    this.wordings = wordings;
  }

  /** The form of the key; empty where the tenant has none or archived it. */
  public Optional<Form> find(TenantId tenant, String key) {
    return database.read(
        tenant,
        connection ->
            jdbc.sql(OPEN + "AND f.key = :key")
                .param("tenant", tenant.value())
                .param("key", key)
                .query(Forms::form)
                .optional());
  }

  /** The form of the id; empty where the tenant has none or archived it. */
  public Optional<Form> byId(TenantId tenant, FormId form) {
    return database.read(
        tenant,
        connection ->
            jdbc.sql(OPEN + "AND f.id = :form")
                .param("tenant", tenant.value())
                .param("form", form.value())
                .query(Forms::form)
                .optional());
  }

  /** A version of a form, also of an archived one; empty where the tenant has none. */
  public Optional<ShownForm> shown(TenantId tenant, FormVersion version) {
    return database.read(
        tenant,
        connection ->
            jdbc.sql(
                    """
                    SELECT f.id, f.key, f.name, f.language, f.purpose_id, f.online, v.version,
                           v.definition, v.created_at
                    FROM form f
                    JOIN form_version v ON v.tenant_id = f.tenant_id AND v.form_id = f.id
                    WHERE f.tenant_id = :tenant AND f.id = :form AND v.version = :version
                    """)
                .param("tenant", tenant.value())
                .param("form", version.form())
                .param("version", version.version())
                .query((row, number) -> shown(tenant, row, form(row, number)))
                .optional());
  }

  private ShownForm shown(TenantId tenant, ResultSet row, Form form) throws SQLException {
    List<UUID> asking =
        form.definition().boxes().stream()
            .flatMap(box -> Optional.ofNullable(box.wording()).stream())
            .toList();
    return new ShownForm(
        form,
        DefinitionJson.tree(row.getString("definition")),
        row.getTimestamp("created_at").toInstant(),
        wordings.byIds(tenant, asking).stream().map(AskedWording::of).toList());
  }

  /**
   * When a version was first shown.
   *
   * @param version of the form
   */
  public record Since(int version, Instant at) {}

  /** The versions that a form ever showed, the latest first. */
  public List<Since> versions(TenantId tenant, FormId form) {
    return database.read(
        tenant,
        connection ->
            jdbc.sql(
                    """
                    SELECT version, created_at FROM form_version
                    WHERE tenant_id = :tenant AND form_id = :form ORDER BY version DESC
                    """)
                .param("tenant", tenant.value())
                .param("form", form.value())
                .query(
                    (row, number) ->
                        new Since(
                            row.getInt("version"), row.getTimestamp("created_at").toInstant()))
                .list());
  }

  /** All that are not archived, the oldest first. */
  public List<Form> all(TenantId tenant) {
    return database.read(
        tenant,
        connection ->
            jdbc.sql(OPEN + "ORDER BY f.id")
                .param("tenant", tenant.value())
                .query(Forms::form)
                .list());
  }

  @Override
  public Optional<String> pathOf(TenantId tenant, Language language) {
    return all(tenant).stream()
        .filter(form -> form.language() == language)
        .findFirst()
        .map(form -> "/f/" + form.key());
  }

  @Override
  public List<Shown> asking(TenantId tenant, PurposeId purpose) {
    return all(tenant).stream()
        .filter(form -> form.purposes().contains(purpose))
        .map(form -> new Shown(form.name(), form.language()))
        .toList();
  }

  private static Form form(ResultSet row, int index) throws SQLException {
    var id = new FormId(row.getObject("id", UUID.class));
    return new Form(
        id,
        row.getString("key"),
        row.getString("name"),
        Language.ofCode(row.getString("language")),
        new PurposeId(row.getObject("purpose_id", UUID.class)),
        row.getBoolean("online"),
        new FormVersion(id.value(), row.getInt("version")),
        DefinitionJson.read(row.getString("definition")));
  }
}
