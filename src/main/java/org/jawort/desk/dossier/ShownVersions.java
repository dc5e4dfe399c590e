package org.jawort.desk.dossier;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jawort.consent.AskedWording;
import org.jawort.consent.Evidence;
import org.jawort.consent.HistoryEntry;
import org.jawort.consent.purpose.Wordings;
import org.jawort.form.Forms;
import org.jawort.form.ShownForm;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;

/** Versions of forms and wordings as they were shown, whether they still are or not. */
@Component
class ShownVersions {
  private final Forms forms;
  private final Wordings wordings;

  ShownVersions(Forms forms, Wordings wordings) {
    this.forms = forms;
    this.wordings = wordings;
  }

  /** The versions of forms that the events point at, each once, in their order. */
  List<ShownForm> forms(TenantId tenant, List<HistoryEntry> history) {
    return history.stream()
        .flatMap(entry -> Optional.ofNullable(entry.form()).stream())
        .distinct()
        .flatMap(version -> forms.shown(tenant, version).stream())
        .toList();
  }

  /** The wordings that were shown at the events, the oldest version first. */
  Map<UUID, AskedWording> wordings(TenantId tenant, List<HistoryEntry> history) {
    Set<UUID> shown =
        history.stream()
            .flatMap(entry -> Optional.ofNullable(entry.evidence()).stream())
            .flatMap(ShownVersions::named)
            .collect(Collectors.toSet());
    var found = new LinkedHashMap<UUID, AskedWording>();
    wordings.byIds(tenant, shown).stream()
        .map(AskedWording::of)
        .forEach(wording -> found.put(wording.id(), wording));
    return found;
  }

  private static Stream<UUID> named(Evidence evidence) {
    return Stream.concat(
        evidence.boxes().stream().flatMap(box -> Optional.ofNullable(box.wording()).stream()),
        evidence.asked().stream().map(AskedWording::id));
  }
}
