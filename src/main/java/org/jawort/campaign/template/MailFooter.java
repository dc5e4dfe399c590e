package org.jawort.campaign.template;

import io.pebbletemplates.pebble.node.BodyNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jawort.consent.permission.MessageClass;
import org.jawort.platform.Language;

/**
 * What stands below every mail, whatever its template says: the imprint (law 27), and the way out
 * wherever there is one (law 26, 31).
 */
final class MailFooter {
  private MailFooter() {}

  /**
   * Tells whether mails of the class get it.
   *
   * @param own what the template itself names
   */
  static boolean belongsUnder(MessageClass messageClass, Expressions own) {
    return canBeLeft(messageClass) || !own.fields().containsKey("imprint");
  }

  /** Whether there is something to unsubscribe from or to object to. */
  static boolean canBeLeft(MessageClass messageClass) {
    return messageClass.restsOnConsent();
  }

  /** What the foot's templates ask for beside the fields of every mail. */
  static Map<String, Object> values(MessageClass messageClass) {
    return Map.of(
        "foot_unsubscribe",
        canBeLeft(messageClass),
        "foot_objection",
        messageClass == MessageClass.EXISTING_CUSTOMER);
  }

  static BodyNode html(Language language, Sandbox sandbox) {
    return read(language, "html", sandbox);
  }

  static BodyNode text(Language language, Sandbox sandbox) {
    return read(language, "txt", sandbox);
  }

  private static BodyNode read(Language language, String kind, Sandbox sandbox) {
    String name = "/campaign/foot_%s.%s".formatted(language.code(), kind);
    try (InputStream file = MailFooter.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException(name + " is missing");
      }
      String source = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return Sandbox.body(sandbox.compile(source));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
