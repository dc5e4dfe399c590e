package org.jawort.integration.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jawort.OwnTenant;
import org.jawort.consent.AskingBasis;
import org.jawort.consent.EventType;
import org.jawort.consent.StatedBasis;
import org.jawort.consent.permission.ClassPermission;
import org.jawort.consent.permission.MessageClass;
import org.jawort.consent.permission.Permission;
import org.jawort.consent.permission.Permissions;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.consent.purpose.PurposeName;
import org.jawort.consent.purpose.PurposeProfile;
import org.jawort.consent.purpose.Purposes;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.group.ContactGroups;
import org.jawort.desk.ConsentAction;
import org.jawort.desk.ConsentViews;
import org.jawort.optin.MassRequest;
import org.jawort.optin.MassRequests;
import org.jawort.optin.OptInRequestOutcome;
import org.jawort.optin.OptIns;
import org.jawort.tenant.Actor;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** May a request for consent be sent? The question, the contact's table and the request agree. */
class OneAnswerTest {
  private final TestApi api = TestApi.fresh();
  private final OwnTenant tenant = new OwnTenant(api.server(), api.tenant());
  private final String address = "one-" + UUID.randomUUID() + "@example.org";

  private void happens(TestApi.Made made, String story) {
    Arrays.stream(story.split(" "))
        .filter(type -> !type.equals("-"))
        .map(EventType::valueOf)
        .forEach(
            type ->
                tenant.happens(
                    point(made),
                    tenant.newsletter(),
                    type,
                    switch (type) {
                      case LAPSED -> Actor.PROCESS;
                      case DECLARED -> Actor.staff(UUID.randomUUID());
                      default -> Actor.RECIPIENT;
                    }));
  }

  private static ContactPointId point(TestApi.Made made) {
    return new ContactPointId(UUID.fromString(made.point()));
  }

  private Permission inTheTable(TestApi.Made made, MessageClass kind) {
    List<ClassPermission> table =
        tenant
            .bean(Permissions.class)
            .everyClass(tenant.id(), List.of(point(made)))
            .get(point(made));
    return ClassPermission.among(table, "newsletter", kind).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "-, OPT_IN, REQUESTED",
    "SIGNED_UP, PENDING, TRIGGERED",
    "SIGNED_UP LAPSED, LAPSED, LAPSED",
    "SIGNED_UP CONFIRMED, CONFIRMED, CONFIRMED",
    "DECLARED, EXTERNALLY_DOCUMENTED, EXTERNALLY_DOCUMENTED",
    "REFUSED, REFUSED, REFUSED",
    "REFUSED SIGNED_UP, REFUSED, REFUSED",
    "SIGNED_UP CONFIRMED REVOKED, REVOKED, REVOKED",
    "SIGNED_UP CONFIRMED REVOKED SIGNED_UP LAPSED, REVOKED, REVOKED"
  })
  @DisplayName("B-04 S1-16 what forbids a request is told before it is refused, in the same words")
  void asking(String story, String reason, String refused) {
    TestApi.Made made = api.contact(address, "de");
    happens(made, story);
    boolean allowed = reason.equals("OPT_IN");
    api.get("/permission?channel=EMAIL&purpose=newsletter&class=OPT_IN&address={address}", address)
        .statusCode(200)
        .body("allowed", equalTo(allowed))
        .body("reason", equalTo(reason));
    assertThat(inTheTable(made, MessageClass.OPT_IN).reason()).isEqualTo(reason);
    assertThat(inTheTable(made, MessageClass.OPT_IN).allowed()).isEqualTo(allowed);
    assertThat(preview(made)).isEqualTo(refused);
    var asked =
        api.send(
            "POST", "/contact-points/" + made.point() + "/opt-in", "{\"purpose\":\"newsletter\"}");
    if (allowed) {
      asked.statusCode(202);
    } else {
      asked.statusCode(409).body("reason", equalTo(refused));
    }
  }

  private String preview(TestApi.Made made) {
    UUID group =
        tenant
            .bean(ContactGroups.class)
            .create(tenant.id(), "Gruppe " + UUID.randomUUID())
            .orElseThrow();
    tenant.update(
        "INSERT INTO contact_group_member (tenant_id, group_id, contact_id, since)"
            + " VALUES (?, ?, ?::uuid, now())",
        tenant.id().value(),
        group,
        made.contact());
    return tenant
        .bean(MassRequests.class)
        .preview(tenant.id(), new MassRequest(group, tenant.newsletter()))
        .counts()
        .keySet()
        .iterator()
        .next();
  }

  @Test
  @DisplayName("B-04 law 10 a mailbox that had enough mails is told everywhere in the same words")
  void mailedEnough() {
    TestApi.Made made = api.contact(address, "de");
    tenant.update(
        "INSERT INTO message (tenant_id, id, contact_point_id, message_class, purpose_id,"
            + " campaign_id, campaign_version, status, created_at, due_at, answered_at)"
            + " SELECT ?, gen_random_uuid(), ?::uuid, 'OPT_IN', gen_random_uuid(),"
            + " gen_random_uuid(), 1, 'ACCEPTED', m.at, m.at, m.at"
            + " FROM generate_series(1, 2), (SELECT ?::timestamptz AS at) m",
        tenant.id().value(),
        made.point(),
        tenant.now().atOffset(ZoneOffset.UTC));
    told(made, "newsletter", "MAILED_ENOUGH");
    assertThat(preview(made)).isEqualTo("MAILED_ENOUGH");
  }

  @Test
  @DisplayName("B-04 a purpose without words in the contact's language says so everywhere")
  void noWording() {
    api.send("POST", "/purposes", "{\"key\":\"offers\",\"nameDe\":\"A\",\"nameEn\":\"O\"}")
        .statusCode(201);
    told(api.contact(address, "de"), "offers", "NO_WORDING");
  }

  private void told(TestApi.Made made, String purpose, String reason) {
    api.get(
            "/permission?channel=EMAIL&purpose={purpose}&class=OPT_IN&address={address}",
            purpose,
            address)
        .body("allowed", equalTo(false))
        .body("reason", equalTo(reason));
    List<ClassPermission> table =
        tenant
            .bean(Permissions.class)
            .everyClass(tenant.id(), List.of(point(made)))
            .get(point(made));
    assertThat(ClassPermission.among(table, purpose, MessageClass.OPT_IN).orElseThrow().reason())
        .isEqualTo(reason);
    assertThat(
            tenant.bean(ConsentViews.class).find(tenant.id(), point(made)).stream()
                .flatMap(view -> view.purpose(purpose).stream())
                .anyMatch(one -> one.offers(ConsentAction.ASK)))
        .as("the button is offered")
        .isFalse();
    api.send(
            "POST",
            "/contact-points/" + made.point() + "/opt-in",
            "{\"purpose\":\"" + purpose + "\"}")
        .statusCode(409)
        .body("reason", equalTo(reason));
  }

  @Test
  @DisplayName("B-04 of mail to customers a confirmed consent is no lack of consent")
  void customers() {
    TestApi.Made made = api.contact(address, "de");
    happens(made, "SIGNED_UP CONFIRMED");
    assertThat(inTheTable(made, MessageClass.EXISTING_CUSTOMER).reason()).isEqualTo("NO_SALE");
  }

  @Test
  @DisplayName("B-04 by text message nobody can be asked yet, and the table says so")
  void numbers() {
    TestApi.Made made = api.contact("SMS", "+4915123456789", "de");
    assertThat(inTheTable(made, MessageClass.OPT_IN).reason()).isEqualTo("CHANNEL");
    api.send("POST", "/contact-points/" + made.point() + "/opt-in", "{\"purpose\":\"newsletter\"}")
        .statusCode(409)
        .body("reason", equalTo("CHANNEL"));
  }

  @Test
  @DisplayName("B-04 an archived purpose answers no")
  void archived() {
    TestApi.Made made = api.contact(address, "de");
    happens(made, "SIGNED_UP CONFIRMED");
    tenant.bean(Purposes.class).archive(tenant.id(), tenant.newsletter(), true);
    for (String kind : List.of("ADVERTISING", "EXISTING_CUSTOMER", "NOTICE", "OPT_IN")) {
      api.get(
              "/permission?channel=EMAIL&purpose=newsletter&class={kind}&address={address}",
              kind,
              address)
          .body("allowed", equalTo(false))
          .body("reason", equalTo("PURPOSE_ARCHIVED"));
    }
  }

  @Test
  @DisplayName("law 53 B-05 after a \"no\" no customer is asked on the basis of a sale")
  void customerWhoRefused() {
    TestApi.Made made = api.contact(address, "de");
    happens(made, "REFUSED");
    PurposeId offers =
        tenant
            .bean(Purposes.class)
            .create(
                tenant.id(), "offers", PurposeProfile.usual(new PurposeName("Angebote", "Offers")))
            .orElseThrow()
            .id();
    StatedBasis sale = StatedBasis.of(AskingBasis.EXISTING_CUSTOMER, "order 7", null);
    OptInRequestOutcome asked =
        tenant
            .bean(OptIns.class)
            .request(
                tenant.id(),
                List.of(point(made)),
                offers,
                sale,
                Actor.staff(UUID.randomUUID()),
                "STAFF")
            .getFirst();
    assertThat(asked).isEqualTo(new OptInRequestOutcome.ForbiddenByRule("OBJECTED"));
  }
}
