package org.jawort.tenant;

import java.net.URI;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jawort.platform.Language;

/** A firm that does not exist, for trying Jawort out; its set-up page is filled in already. */
final class SampleProfile {
  private static final String NAME = "Salon Sonnenschein";
  private static final String IMPRINT =
      """
      Salon Sonnenschein GmbH
      Musterstraße 12
      10115 Berlin
      Geschäftsführerin: Erika Sonnenschein
      Amtsgericht Charlottenburg, HRB 12345 B
      Telefon +49 30 23125000\
      """;

  private SampleProfile() {}

  static TenantProfile of(List<Language> languages, ZoneId timeZone) {
    return new TenantProfile(
        NAME,
        IMPRINT,
        Optional.of(URI.create("https://example.org/datenschutz")),
        Optional.of("2026-11"),
        NAME,
        "hallo@salon-sonnenschein.example",
        Optional.empty(),
        languages,
        timeZone,
        IpMode.TRUNCATED,
        "#8a4b08",
        Tenant.FIRST_COUNTRY,
        Optional.empty());
  }
}
