package org.jawort.desk.dossier;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jawort.consent.EvidenceFiles;
import org.jawort.contact.ContactPointId;
import org.jawort.platform.TenantId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The files that back declarations, as the events name them. */
class KeptFiles {
  private final EvidenceFiles contents;

  KeptFiles(EvidenceFiles contents) {
    this.contents = contents;
  }

  /** Each file once, in the order of the events. */
  List<Dossier.KeptFile> of(
      TenantId tenant, ContactPointId contactPoint, List<Dossier.Event> events) {
    Map<UUID, Dossier.KeptFile> files = new LinkedHashMap<>();
    for (Dossier.Event event : events) {
      if (event.opened() != null) {
        JsonNode file = event.opened().record().path("evidence").path("declaration").path("file");
        if (file.isObject()) {
          UUID id = UUID.fromString(file.path("id").asString());
          files.put(id, file(id, file, content(tenant, contactPoint, id)));
        }
      }
    }
    return List.copyOf(files.values());
  }

  /** What is in it, as long as it is kept. */
  private byte @Nullable [] content(TenantId tenant, ContactPointId contactPoint, UUID id) {
    return contents.open(tenant, contactPoint, id).map(EvidenceFiles.Content::bytes).orElse(null);
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
