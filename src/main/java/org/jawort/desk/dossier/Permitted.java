package org.jawort.desk.dossier;

import java.util.ArrayList;
import java.util.List;
import org.jawort.consent.permission.MessageClass;
import org.jawort.consent.permission.Permissions;
import org.jawort.contact.ContactPoint;
import org.jawort.desk.ContactRecord;
import org.jawort.platform.TenantId;

/** The answers to "may we write?" for every message class. */
class Permitted {
  private final Permissions permissions;

  Permitted(Permissions permissions) {
    this.permissions = permissions;
  }

  /** For each purpose the classes that rest on a consent, then once those that do not. */
  List<Dossier.ClassAnswer> of(TenantId tenant, ContactRecord.Point point) {
    var answers = new ArrayList<Dossier.ClassAnswer>();
    for (ContactRecord.PurposeConsent consent : point.consents()) {
      String purpose = consent.status().purpose();
      for (MessageClass kind : MessageClass.values()) {
        if (restsOnConsent(kind)) {
          answers.add(answer(tenant, point.point(), purpose, kind));
        }
      }
    }
    point.consents().stream()
        .findFirst()
        .ifPresent(
            any -> {
              for (MessageClass kind : MessageClass.values()) {
                if (!restsOnConsent(kind)) {
                  var asked = answer(tenant, point.point(), any.status().purpose(), kind);
                  answers.add(new Dossier.ClassAnswer(null, kind, asked.permission()));
                }
              }
            });
    return answers;
  }

  private static boolean restsOnConsent(MessageClass kind) {
    return switch (kind) {
      case ADVERTISING, EXISTING_CUSTOMER, NOTICE -> true;
      case TRANSACTIONAL, OPT_IN -> false;
    };
  }

  private Dossier.ClassAnswer answer(
      TenantId tenant, ContactPoint point, String purpose, MessageClass kind) {
    return new Dossier.ClassAnswer(
        purpose, kind, permissions.ask(tenant, point.channel(), point.addressKey(), purpose, kind));
  }
}
