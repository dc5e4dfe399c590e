package org.jawort.isolation;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jawort.contact.address.CheckedAddress;

/**
 * What belongs to somebody, as a caller would name it.
 *
 * @param ids by what they identify, such as {@code message}
 * @param texts by what they say, such as {@code key}
 */
record Fixtures(Map<String, UUID> ids, Map<String, String> texts, CheckedAddress address) {
  /** An id; a door that needs another one than the rest has it under its class's or its name. */
  UUID id(Method door, String of) {
    String room = door.getDeclaringClass().getSimpleName();
    UUID ofRoom = ids.getOrDefault(room + "." + of, ids.get(of));
    UUID id = ids.getOrDefault(Doors.name(door) + "." + of, ofRoom);
    if (id == null) {
      throw new IllegalStateException("TwoTenants sets up no " + of);
    }
    return id;
  }

  String text(Class<?> door, String of) {
    return texts.getOrDefault(
        door.getSimpleName() + "." + of, texts.getOrDefault(of, address.typed()));
  }

  List<UUID> everyId() {
    return List.copyOf(ids.values());
  }
}
