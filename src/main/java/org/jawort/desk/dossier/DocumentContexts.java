package org.jawort.desk.dossier;

import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jawort.consent.purpose.Purpose;
import org.jawort.consent.purpose.Purposes;
import org.jawort.optin.CalledHosts;
import org.jawort.platform.Language;
import org.jawort.platform.Settings;
import org.jawort.platform.TenantId;
import org.jawort.platform.web.Viewer;
import org.jawort.tenant.Tenant;
import org.jawort.tenant.Tenants;

/** What all documents about one person have in common. */
class DocumentContexts {
  private final Tenants tenants;
  private final Purposes purposes;
  private final Settings settings;
  private final CalledHosts called;
  private final InstantSource clock;

  DocumentContexts(
      Tenants tenants,
      Purposes purposes,
      Settings settings,
      CalledHosts called,
      InstantSource clock) {
    this.called = called;
    this.tenants = tenants;
    this.purposes = purposes;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Made now.
   *
   * @param language empty takes the tenant's own
   */
  DocumentContext of(TenantId id, Subject subject, Optional<Language> language) {
    Tenant tenant = tenants.find(id);
    return new DocumentContext(
        clock.instant(),
        language.orElse(tenant.language()),
        tenant,
        settings.publicUrl().toString(),
        settings.smtpUrl().map(URI::getHost).orElse(null),
        called.about(id, subject.points()),
        Viewer.current().map(Viewer::name).orElse(null),
        subject,
        purposes.all(id).stream().collect(Collectors.toMap(Purpose::key, purpose -> purpose)));
  }
}
