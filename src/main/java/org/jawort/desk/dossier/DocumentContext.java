package org.jawort.desk.dossier;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jawort.consent.purpose.Purpose;
import org.jawort.platform.Language;
import org.jawort.tenant.Tenant;
import org.jspecify.annotations.Nullable;

/**
 * What is the same for all documents about a contact that are made together.
 *
 * @param server address of the installation, on which all of this is kept
 * @param mailServer name of the host that mails are handed to, or null where they stay here
 * @param called hosts whose webhooks were told something about the person
 * @param author the member of staff who had it made, or null where another system did
 * @param purposes of the tenant by key, also archived ones
 */
public record DocumentContext(
    Instant madeAt,
    Language language,
    Tenant tenant,
    String server,
    @Nullable String mailServer,
    List<String> called,
    @Nullable String author,
    Subject subject,
    Map<String, Purpose> purposes) {
  /** Copies hosts and purposes. */
  public DocumentContext {
    called = List.copyOf(called);
    purposes = Map.copyOf(purposes);
  }

  /** The same with the purposes as they were when these consents were given. */
  DocumentContext asConsented(List<DossierPoint.Standing> standings) {
    var then = new HashMap<>(purposes);
    standings.forEach(
        standing ->
            then.computeIfPresent(
                standing.purpose(), (key, purpose) -> purpose.as(standing.asked())));
    return new DocumentContext(
        madeAt, language, tenant, server, mailServer, called, author, subject, then);
  }

  /** Where people write to about their data. */
  public String contactAddress() {
    return tenant.replyTo().orElse(tenant.senderAddress());
  }
}
