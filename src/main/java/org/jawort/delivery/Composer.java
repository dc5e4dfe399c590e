package org.jawort.delivery;

import java.util.List;
import org.jawort.platform.TenantId;

/** Makes mails from messages; owned here, done by the room that knows what is said. */
public interface Composer {
  /**
   * Makes the mails of one tenant's messages, in the same order.
   *
   * <p>Called outside any transaction, just before sending.
   */
  List<ComposeOutcome> compose(TenantId tenant, List<Outgoing> messages);

  /** What became of a message. */
  sealed interface ComposeOutcome {
    /** It can be sent. */
    record Ready(Mail mail) implements ComposeOutcome {}

    /**
     * No correct mail can be made of it, now or later.
     *
     * @param reason in English, without an address or a name
     */
    record Unfit(String reason) implements ComposeOutcome {}
  }
}
