package org.jawort.form;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jawort.tenant.UserId;
import org.springframework.stereotype.Component;

/** The rows of drafts: at most one of each form, with the states that can be had back. */
@Component
class FormDraftRows {
  private final InstantSource clock;

  FormDraftRows(InstantSource clock) {
    this.clock = clock;
  }

  /** The draft, or where nobody changed anything what it would begin with. */
  FormDraft find(
      Connection connection,
      TenantId tenant,
      Form form,
      FormDefinition standard,
      ConsentChoices choices,
      ProfileSays profile)
      throws SQLException {
    String sql =
        """
        SELECT revision, content, changed_at, changed_by, jsonb_array_length(earlier) AS earlier,
               jsonb_array_length(later) AS later
        FROM form_draft WHERE tenant_id = :tenant AND form_id = :form
        """;
    return Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .uuid("form", form.id().value())
        .first(row -> draft(form, standard, choices, profile, row))
        .orElseGet(() -> untouched(form, standard, choices, profile));
  }

  private static FormDraft draft(
      Form form,
      FormDefinition standard,
      ConsentChoices choices,
      ProfileSays profile,
      ResultSet row)
      throws SQLException {
    return new FormDraft(
        form,
        standard,
        choices,
        profile,
        row.getInt("revision"),
        DefinitionJson.content(row.getString("content")),
        Optional.of(row.getTimestamp("changed_at").toInstant()),
        Optional.of(row.getObject("changed_by", UUID.class)),
        row.getInt("earlier"),
        row.getInt("later"));
  }

  private static FormDraft untouched(
      Form form, FormDefinition standard, ConsentChoices choices, ProfileSays profile) {
    return new FormDraft(
        form,
        standard,
        choices,
        profile,
        0,
        FormContent.of(form.definition(), standard),
        Optional.empty(),
        Optional.empty(),
        0,
        0);
  }

  /**
   * Writes the draft; the state before it can be had back.
   *
   * @param before what an untouched draft begins with
   */
  void save(Connection connection, TenantId tenant, FormDraft before, FormContent wanted, UserId by)
      throws SQLException {
    String sql =
        """
        INSERT INTO form_draft AS d (tenant_id, form_id, revision, content, changed_at, changed_by,
                                     earlier)
        VALUES (:tenant, :form, 1, :wanted::jsonb, :changedAt, :changedBy,
                jsonb_build_array(:before::jsonb))
        ON CONFLICT (tenant_id, form_id) DO UPDATE
        SET revision = d.revision + 1, content = EXCLUDED.content,
            changed_at = EXCLUDED.changed_at, changed_by = EXCLUDED.changed_by, later = '[]',
            earlier = jsonb_path_query_array(jsonb_build_array(d.content) || d.earlier,
                                             '$[0 to 49]')
        """;
    Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .uuid("form", before.form().id().value())
        .text("wanted", DefinitionJson.write(wanted))
        .text("before", DefinitionJson.write(before.content()))
        .instant("changedAt", clock.instant())
        .uuid("changedBy", by.value())
        .update();
  }

  /** Takes the last change of the draft back. */
  void undo(Connection connection, TenantId tenant, FormId form, UserId by) throws SQLException {
    String sql =
        """
        UPDATE form_draft
        SET revision = revision + 1, changed_at = :now, changed_by = :by, content = earlier -> 0,
            earlier = earlier - 0, later = jsonb_build_array(content) || later
        WHERE tenant_id = :tenant AND form_id = :form AND jsonb_array_length(earlier) > 0
        """;
    step(connection, sql, tenant, form, by);
  }

  /** Makes the change that was taken back last again. */
  void redo(Connection connection, TenantId tenant, FormId form, UserId by) throws SQLException {
    String sql =
        """
        UPDATE form_draft
        SET revision = revision + 1, changed_at = :now, changed_by = :by, content = later -> 0,
            later = later - 0, earlier = jsonb_build_array(content) || earlier
        WHERE tenant_id = :tenant AND form_id = :form AND jsonb_array_length(later) > 0
        """;
    step(connection, sql, tenant, form, by);
  }

  private void step(Connection connection, String sql, TenantId tenant, FormId form, UserId by)
      throws SQLException {
    Rows.sql(connection, sql)
        .instant("now", clock.instant())
        .uuid("by", by.value())
        .uuid("tenant", tenant.value())
        .uuid("form", form.value())
        .update();
  }

  void delete(Connection connection, TenantId tenant, FormId form) throws SQLException {
    String sql = "DELETE FROM form_draft WHERE tenant_id = :tenant AND form_id = :form";
    Rows.sql(connection, sql).uuid("tenant", tenant.value()).uuid("form", form.value()).update();
  }
}
