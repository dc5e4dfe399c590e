package org.jawort.desk.dossier;

import java.time.InstantSource;
import org.jawort.consent.DossierSeal;
import org.jawort.consent.EvidenceFiles;
import org.jawort.consent.Permissions;
import org.jawort.consent.Purposes;
import org.jawort.consent.TransparencyLog;
import org.jawort.delivery.Messages;
import org.jawort.platform.Ids;
import org.jawort.platform.Settings;
import org.jawort.tenant.Tenants;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.thymeleaf.ITemplateEngine;

/**
 * Puts together what stands behind the door: parts that work on what it found for its tenant, and
 * are no doors themselves.
 */
@Configuration(proxyBeanMethods = false)
class DossierParts {
  @Bean
  Gathering dossierGathering(
      Tenants tenants,
      TransparencyLog log,
      FormVersions versions,
      Messages messages,
      Permissions permissions,
      EvidenceFiles files,
      Purposes purposes,
      Settings settings,
      Ids ids,
      InstantSource clock) {
    return new Gathering(
        tenants,
        log,
        versions,
        new DossierMails(messages),
        new Permitted(permissions),
        new KeptFiles(files),
        purposes,
        settings,
        ids,
        clock);
  }

  @Bean
  DossierFiles dossierFiles(DossierSeal seal, MessageSource texts, ITemplateEngine templates) {
    return new DossierFiles(seal, texts, templates);
  }

  @Bean
  Copy copyOfData(DossierFiles files, ITemplateEngine templates) {
    return new Copy(files, templates);
  }
}
