package org.jawort.desk.dossier;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jawort.consent.declaration.EvidenceFiles;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The files that back declarations, as the events name them. */
final class KeptFiles {
  private KeptFiles() {}

  /**
   * Each file once, in the order of the events.
   *
   * @param contents finds what is in it, as long as it is kept
   */
  static List<Dossier.KeptFile> of(
      List<Dossier.Event> events, Function<UUID, Optional<EvidenceFiles.Content>> contents) {
    Map<UUID, Dossier.KeptFile> files = new LinkedHashMap<>();
    for (Dossier.Event event : events) {
      if (event.opened() != null) {
        JsonNode file = event.opened().record().path("evidence").path("declaration").path("file");
        if (file.isObject()) {
          UUID id = UUID.fromString(file.path("id").asString());
          byte[] content = contents.apply(id).map(EvidenceFiles.Content::bytes).orElse(null);
          files.put(id, file(id, file, content));
        }
      }
    }
    return List.copyOf(files.values());
  }

  private static Dossier.KeptFile file(UUID id, JsonNode file, byte @Nullable [] content) {
    return new Dossier.KeptFile(
        id,
        file.path("name").asString(""),
        file.path("type").asString(""),
        file.path("size").asInt(0),
        file.path("sha256").asString(""),
        content);
  }
}
