package org.jawort.optin;

import java.util.Optional;
import java.util.stream.Stream;
import org.jawort.consent.purpose.Purposes;
import org.jawort.contact.group.ContactGroups;
import org.jawort.contact.group.GroupOrField;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.tenant.job.JobText;
import org.springframework.stereotype.Component;

/** What is said of a group that is asked. */
@Component
class MassRequestTexts {
  private final ContactGroups groups;
  private final Purposes purposes;

  MassRequestTexts(ContactGroups groups, Purposes purposes) {
    this.groups = groups;
    this.purposes = purposes;
  }

  JobText title(TenantId tenant, MassRequest request, Language language) {
    String purpose =
        purposes
            .find(tenant, request.purpose())
            .map(found -> found.profile().name().in(language))
            .orElse("–");
    Optional<GroupOrField> group = groups.find(tenant, request.group());
    return group.isPresent()
        ? JobText.of("asking.group.job", group.get().name(), purpose)
        : JobText.of("asking.group.job.gone", purpose);
  }

  /** Why nobody is asked for now, and about how long all of it still takes. */
  static JobText rest(AskingPace pace, int left, int longest) {
    JobText lasting = AskingPace.inWords(pace.lasting(left, longest).plus(AskingPace.PART));
    return new JobText(
        switch (lasting.key()) {
          case "asking.lasting.days" -> "asking.rest.days";
          case "asking.lasting.hours" -> "asking.rest.hours";
          case "asking.lasting.minutes" -> "asking.rest.minutes";
          default -> "asking.rest.soon";
        },
        Stream.concat(
                Stream.of(String.valueOf(pace.perHour()), String.valueOf(pace.perDomain())),
                lasting.arguments().stream())
            .toList());
  }
}
