package org.jawort.campaign.mail;

import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import org.jawort.campaign.template.Untrusted;
import org.jawort.consent.AskedWording;
import org.jawort.consent.Evidence;
import org.jawort.consent.TickedWords;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.consent.purpose.Wording;
import org.jawort.consent.purpose.Wordings;
import org.jawort.contact.address.Channel;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The words that somebody agreed to, or is asked to agree to. */
@Component
public class Consented {
  private static final int MOST = 20;

  private final Wordings wordings;

  Consented(Wordings wordings) {
    this.wordings = wordings;
  }

  /**
   * What was ticked for a purpose, or what others asked, word for word; of a mail that neither
   * belongs to, what was to be shown at that instant.
   *
   * @param words of the evidence
   */
  public List<String> to(
      Connection connection,
      TenantId tenant,
      PurposeId purpose,
      Language language,
      @Nullable Evidence evidence,
      TickedWords words,
      Instant at) {
    List<String> ticked =
        evidence == null
            ? List.of()
            : words.of(evidence, purpose).stream().map(Untrusted::lines).limit(MOST).toList();
    List<String> known = ticked.isEmpty() ? asked(evidence) : ticked;
    return !known.isEmpty()
        ? known
        : wordings.asOf(connection, tenant, purpose, language, Channel.EMAIL, at).stream()
            .map(Wording::text)
            .map(Untrusted::lines)
            .toList();
  }

  private static List<String> asked(@Nullable Evidence evidence) {
    return evidence == null
        ? List.of()
        : evidence.asked().stream()
            .map(AskedWording::text)
            .map(Untrusted::lines)
            .limit(MOST)
            .toList();
  }

  /** Whether anything was consented to by ticking it. */
  static boolean ticked(@Nullable Evidence evidence) {
    return evidence != null && !evidence.consents().isEmpty();
  }
}
