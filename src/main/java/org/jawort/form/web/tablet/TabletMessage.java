package org.jawort.form.web.tablet;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jawort.form.tablet.SealedMessage;
import org.jawort.form.tablet.Tablet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a tablet sends.
 *
 * @param sentAt by the device's clock
 * @param attended whether somebody stands before it and can mend what is wrong
 */
record TabletMessage(SealedMessage sealed, Instant sentAt, boolean attended) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Reads one; empty where it is nothing that our page makes. */
  static Optional<TabletMessage> read(byte[] body) {
    try {
      JsonNode node = JSON.readTree(body);
      return Optional.of(
          new TabletMessage(
              new SealedMessage(
                  UUID.fromString(node.path("id").asString("")),
                  bytes(node, "key"),
                  bytes(node, "nonce"),
                  bytes(node, "content")),
              Instant.ofEpochMilli(node.path("sentAt").asLong(0)),
              node.path("attended").asBoolean(false)));
    } catch (JacksonException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static byte[] bytes(JsonNode node, String name) {
    return Base64.getDecoder().decode(node.path(name).asString(""));
  }

  /**
   * When it was signed, by our clock: as long ago as the device says that it waited, whatever its
   * clock shows; and never before the tablet was opened.
   */
  Instant signedAt(TabletEntry entry, Tablet tablet, Instant now) {
    Duration waited = Duration.between(entry.signedAt(), sentAt);
    Instant at = waited.isNegative() ? now : now.minus(waited);
    return at.isBefore(tablet.openedAt()) ? tablet.openedAt() : at;
  }
}
