package org.jawort.doctor;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jawort.consent.AskedWording;
import org.jawort.consent.proof.ToldForm;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The hash of each version of each form, as evidence would commit to what is stored now. */
final class FormHashes {
  private static final JsonMapper JSON = JsonMapper.shared();

  private FormHashes() {}

  /** By id and version of the form, as {@code … in version 2}. */
  static Map<String, String> of(Connection connection, TenantId tenant) throws SQLException {
    Map<UUID, AskedWording> wordings = asked(connection, tenant);
    String sql =
        """
        SELECT f.id, v.version, f.language, f.key, v.created_at, v.definition
        FROM form f JOIN form_version v ON v.tenant_id = f.tenant_id AND v.form_id = f.id
        WHERE f.tenant_id = :tenant
        """;
    var told = new HashMap<String, String>();
    Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .each(
            row ->
                told.put(
                    row.getString("id") + " in version " + row.getInt("version"),
                    form(row, wordings).sha256()));
    return told;
  }

  private static ToldForm form(ResultSet row, Map<UUID, AskedWording> wordings)
      throws SQLException {
    JsonNode definition = JSON.readTree(row.getString("definition"));
    List<AskedWording> shown =
        definition
            .path("boxes")
            .valueStream()
            .map(box -> box.path("wording"))
            .filter(JsonNode::isString)
            .map(id -> wordings.get(UUID.fromString(id.asString())))
            .filter(wording -> wording != null)
            .distinct()
            .sorted(
                Comparator.comparing(AskedWording::since)
                    .thenComparing(wording -> wording.id().toString()))
            .toList();
    return new ToldForm(
        row.getObject("id", UUID.class),
        row.getInt("version"),
        row.getString("language"),
        row.getString("key"),
        row.getTimestamp("created_at").toInstant(),
        definition,
        shown);
  }

  private static Map<UUID, AskedWording> asked(Connection connection, TenantId tenant)
      throws SQLException {
    String sql =
        """
        SELECT id, version, language, channel, text, created_at FROM wording
        WHERE tenant_id = :tenant
        """;
    var wordings = new HashMap<UUID, AskedWording>();
    Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .each(
            row -> {
              var wording =
                  new AskedWording(
                      row.getObject("id", UUID.class),
                      row.getInt("version"),
                      row.getString("language"),
                      row.getString("channel"),
                      row.getString("text"),
                      row.getTimestamp("created_at").toInstant());
              wordings.put(wording.id(), wording);
            });
    return wordings;
  }
}
