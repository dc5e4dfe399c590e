package org.jawort.delivery;

import java.util.Optional;
import org.jawort.consent.ConsentStatus;
import org.jawort.consent.MessageClass;
import org.jawort.contact.MailBlock;
import org.jspecify.annotations.Nullable;

/** The question "may we write?" as the sender asks it, a moment before the mail goes (law 27). */
final class MayWrite {
  private MayWrite() {}

  /**
   * Returns why the message may not be written, as {@code BLOCKED_<reason>} or the consent's
   * status, or empty where it may.
   *
   * @param mailBlock as stored, or null for none
   * @param consent status as stored, or null for UNKNOWN
   */
  static Optional<String> reasonAgainst(
      MessageClass messageClass, @Nullable String mailBlock, @Nullable String consent) {
    ConsentStatus status = consent == null ? ConsentStatus.UNKNOWN : ConsentStatus.valueOf(consent);
    return switch (messageClass) {
      case OPT_IN -> optIn(mailBlock, status);
      case ADVERTISING -> advertising(mailBlock, status);
      // No room sends these yet; what has no rule is not sent.
      case EXISTING_CUSTOMER, NOTICE, TRANSACTIONAL -> Optional.of("NO_RULE");
    };
  }

  private static Optional<String> optIn(@Nullable String mailBlock, ConsentStatus status) {
    if (mailBlock != null && MailBlock.valueOf(mailBlock).forbidsOptIn()) {
      return Optional.of("BLOCKED_" + mailBlock);
    }
    return status.pending() ? Optional.empty() : Optional.of(status.name());
  }

  private static Optional<String> advertising(@Nullable String mailBlock, ConsentStatus status) {
    if (mailBlock != null) {
      return Optional.of("BLOCKED_" + mailBlock);
    }
    return status.mayAdvertise() ? Optional.empty() : Optional.of(status.name());
  }
}
