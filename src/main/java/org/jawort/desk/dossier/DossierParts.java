package org.jawort.desk.dossier;

import java.time.InstantSource;
import org.jawort.consent.declaration.EvidenceFiles;
import org.jawort.consent.permission.Permissions;
import org.jawort.consent.proof.DossierSeal;
import org.jawort.consent.proof.TransparencyLog;
import org.jawort.consent.purpose.Purposes;
import org.jawort.consent.stamp.TimeStamps;
import org.jawort.delivery.Messages;
import org.jawort.erasure.KeptProofs;
import org.jawort.optin.CalledHosts;
import org.jawort.platform.Ids;
import org.jawort.platform.Settings;
import org.jawort.tenant.Tenants;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.thymeleaf.ITemplateEngine;

/**
 * Puts together what stands behind the doors: parts that work on what these found for their tenant,
 * and are no doors themselves.
 */
@Configuration(proxyBeanMethods = false)
class DossierParts {
  @Bean
  Gathering dossierGathering(
      TransparencyLog log,
      TimeStamps timeStamps,
      ShownVersions versions,
      Messages messages,
      Permissions permissions,
      EvidenceFiles files,
      KeptProofs kept,
      Ids ids) {
    return new Gathering(
        log, timeStamps, versions, new DossierMails(messages, kept), permissions, files, kept, ids);
  }

  @Bean
  DocumentContexts dossierFrames(
      Tenants tenants,
      Purposes purposes,
      Settings settings,
      CalledHosts called,
      InstantSource clock) {
    return new DocumentContexts(tenants, purposes, settings, called, clock);
  }

  @Bean
  SealWait dossierPatience(DossierSeal seal) {
    return new SealWait(seal);
  }

  @Bean
  DossierFiles dossierFiles(MessageSource texts, ITemplateEngine templates) {
    return new DossierFiles(texts, templates);
  }

  @Bean
  DataExport copyOfData(DossierFiles files, ITemplateEngine templates) {
    return new DataExport(files, templates);
  }
}
