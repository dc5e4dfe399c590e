package org.jawort.desk.dossier;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jawort.contact.ContactPointId;
import org.jawort.platform.TenantId;
import tools.jackson.databind.JsonNode;

/** The files that back declarations, as the events name them. */
class KeptFiles {
  /** Each file once, in the order of the events. */
  List<Dossier.KeptFile> of(
      TenantId tenant, ContactPointId contactPoint, List<Dossier.Event> events) {
    Map<UUID, Dossier.KeptFile> files = new LinkedHashMap<>();
    for (Dossier.Event event : events) {
      if (event.opened() != null) {
        JsonNode file = event.opened().record().path("evidence").path("declaration").path("file");
        if (file.isObject()) {
          UUID id = UUID.fromString(file.path("id").asString());
          files.put(id, file(id, file));
        }
      }
    }
    return List.copyOf(files.values());
  }

  private static Dossier.KeptFile file(UUID id, JsonNode file) {
    return new Dossier.KeptFile(
        id,
        file.path("name").asString(""),
        file.path("type").asString(""),
        file.path("size").asInt(0),
        file.path("sha256").asString(""),
        null);
  }
}
