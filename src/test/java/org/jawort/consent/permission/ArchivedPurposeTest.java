package org.jawort.consent.permission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jawort.OwnTenant;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.consent.purpose.PurposeName;
import org.jawort.consent.purpose.PurposeProfile;
import org.jawort.consent.purpose.Purposes;
import org.jawort.contact.ContactPointId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is told of a purpose that nobody is asked about any more. */
class ArchivedPurposeTest {
  private final OwnTenant tenant = OwnTenant.fresh();

  private List<String> asked(ContactPointId point) {
    return tenant
        .bean(Permissions.class)
        .everyClass(tenant.id(), List.of(point))
        .get(point)
        .stream()
        .map(ClassPermission::purpose)
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  @Test
  @DisplayName("B-04 Whether one may write is told for the purposes in use, the oldest first")
  void archived() {
    String address = "archived-" + UUID.randomUUID() + "@example.org";
    tenant.signUp(address);
    ContactPointId point = tenant.point(address);
    Purposes purposes = tenant.bean(Purposes.class);
    PurposeId offers =
        purposes
            .create(
                tenant.id(), "offers", PurposeProfile.usual(new PurposeName("Angebote", "Offers")))
            .orElseThrow()
            .id();
    assertThat(asked(point)).as("the purposes told").containsExactly("newsletter", "offers");
    assertThat(purposes.archive(tenant.id(), offers, true)).as("the archiving").isTrue();
    assertThat(asked(point))
        .as("the purposes told, one of two archived")
        .containsExactly("newsletter");
  }
}
