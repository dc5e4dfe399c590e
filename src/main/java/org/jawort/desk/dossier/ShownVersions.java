package org.jawort.desk.dossier;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jawort.campaign.landing.LandingPage;
import org.jawort.campaign.landing.LandingPageId;
import org.jawort.campaign.landing.LandingPages;
import org.jawort.consent.HistoryEntry;
import org.jawort.consent.LandingVersion;
import org.jawort.form.Forms;
import org.jawort.platform.Database;
import org.jawort.platform.Language;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;

/**
 * Versions of forms, wordings and landing pages as they were shown, whether they still are or not.
 */
@Component
class ShownVersions {
  private final Database database;
  private final Forms forms;
  private final LandingPages pages;

  ShownVersions(Database database, Forms forms, LandingPages pages) {
    this.pages = pages;
    this.database = database;
    this.forms = forms;
  }

  /** The versions of forms that the events point at, each once, in their order. */
  List<Dossier.FormShown> forms(TenantId tenant, List<HistoryEntry> history) {
    return history.stream()
        .flatMap(entry -> Optional.ofNullable(entry.form()).stream())
        .distinct()
        .flatMap(version -> forms.shown(tenant, version).stream())
        .map(shown -> new Dossier.FormShown(shown.form(), shown.since()))
        .toList();
  }

  /** The landing pages whose button was pressed, in the versions that were shown. */
  Map<LandingVersion, LandingPage> landings(TenantId tenant, List<HistoryEntry> history) {
    Set<LandingVersion> shown =
        history.stream()
            .flatMap(entry -> Optional.ofNullable(entry.evidence()).stream())
            .flatMap(evidence -> Optional.ofNullable(evidence.landing()).stream())
            .collect(Collectors.toSet());
    var found = new LinkedHashMap<LandingVersion, LandingPage>();
    shown.stream()
        .map(LandingVersion::page)
        .distinct()
        .flatMap(page -> pages.versions(tenant, new LandingPageId(page)).stream())
        .filter(version -> shown.contains(version.named()))
        .forEach(version -> found.put(version.named(), version));
    return found;
  }

  /** The wordings that were shown at the events, the oldest version first. */
  Map<UUID, Dossier.WordingShown> wordings(TenantId tenant, List<HistoryEntry> history) {
    Set<UUID> shown =
        history.stream()
            .flatMap(entry -> Optional.ofNullable(entry.evidence()).stream())
            .flatMap(evidence -> evidence.boxes().stream())
            .flatMap(box -> Optional.ofNullable(box.wording()).stream())
            .collect(Collectors.toSet());
    var wordings = new LinkedHashMap<UUID, Dossier.WordingShown>();
    wordings(tenant, shown).forEach(wording -> wordings.put(wording.id(), wording));
    return wordings;
  }

  /** Those of the wordings that the tenant has. */
  List<Dossier.WordingShown> wordings(TenantId tenant, Collection<UUID> ids) {
    String sql =
        """
        SELECT id, version, language, channel, text, created_at FROM wording
        WHERE tenant_id = :tenant AND id = ANY (:ids) ORDER BY created_at, id
        """;
    return database.read(
        tenant,
        connection ->
            Rows.batch(connection, sql, ids)
                .uuid("tenant", tenant.value())
                .uuids("ids", id -> id)
                .list(
                    row ->
                        new Dossier.WordingShown(
                            row.getObject("id", UUID.class),
                            row.getInt("version"),
                            Language.ofCode(row.getString("language")),
                            row.getString("channel"),
                            row.getString("text"),
                            row.getTimestamp("created_at").toInstant())));
  }
}
