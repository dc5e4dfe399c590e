package org.jawort.integration.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jawort.OwnTenant;
import org.jawort.consent.purpose.PurposeName;
import org.jawort.consent.purpose.PurposeProfile;
import org.jawort.consent.purpose.Purposes;
import org.jawort.contact.address.Channel;
import org.jawort.optin.OptIns;
import org.jawort.optin.Visit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which rows are left of somebody who is erased, in every table that there is. */
class ErasedRowsTest {
  private static final Set<String> KNOWN =
      Set.of(
          "consent",
          "consent_event",
          "consent_evidence",
          "consent_use",
          "contact",
          "contact_change",
          "contact_point",
          "contact_search",
          "link_fetch",
          "message",
          "message_content",
          "run");

  private final TestApi api = TestApi.fresh();
  private final OwnTenant tenant = new OwnTenant(api.server(), api.tenant());

  /** Somebody who left as many rows as the program can make of one. */
  private TestApi.Made known(String address) {
    TestApi.Made made = api.contact(address, "de");
    assertThat(tenant.signUp(address)).as("the sign-up of %s", address).isNotNull();
    tenant
        .bean(OptIns.class)
        .noteFetch(
            tenant.id(), tenant.question(address), "CONFIRM", new Visit("192.0.2.0", "browser"));
    awaitSent(address);
    tenant.confirm(address);
    send(made, "declarations", Map.of("basis", "PAPER", "reference", "folder 7"));
    api.server().clock().tick(java.time.Duration.ofSeconds(1));
    send(made, "uses", Map.of("takenBy", "Berta", "occasion", "appointment"));
    return made;
  }

  private void awaitSent(String address) {
    String sql = "SELECT status FROM message WHERE tenant_id = :tenant AND id = :id";
    var question = Map.of("tenant", tenant.id().value(), "id", tenant.question(address).value());
    await()
        .alias("the confirmation mail goes out")
        .until(() -> tenant.list(String.class, sql, question).equals(List.of("ACCEPTED")));
  }

  private void send(TestApi.Made made, String what, Map<String, String> more) {
    var body = new java.util.HashMap<String, String>(more);
    body.put("purpose", "offers");
    body.put("at", tenant.now().toString());
    api.call()
        .contentType("application/json")
        .body(body)
        .post("/contact-points/{point}/{what}", made.point(), what)
        .then()
        .statusCode(201);
  }

  @BeforeEach
  void offers() {
    var profile =
        new PurposeProfile(
            new PurposeName("Angebote", "Offers"),
            "",
            EnumSet.of(Channel.EMAIL),
            false,
            6,
            PurposeProfile.Expiry.BLOCK,
            PurposeProfile.LegalBasis.CONSENT,
            PurposeProfile.Jurisdiction.DE);
    assertThat(tenant.bean(Purposes.class).create(tenant.id(), "offers", profile))
        .as("a purpose whose consents expire unused")
        .isPresent();
  }

  /** Everything by which somebody can be named: contact, contact point, events, mails, runs. */
  private String ids(TestApi.Made made) {
    return String.join(
        "|",
        tenant.list(
            String.class,
            """
            SELECT id::text FROM contact_point WHERE tenant_id = :tenant AND id = :point
            UNION ALL SELECT contact_id::text FROM contact_point
            WHERE tenant_id = :tenant AND id = :point
            UNION ALL SELECT id::text FROM consent_event
            WHERE tenant_id = :tenant AND contact_point_id = :point
            UNION ALL SELECT id::text FROM message
            WHERE tenant_id = :tenant AND contact_point_id = :point
            UNION ALL SELECT id::text FROM run
            WHERE tenant_id = :tenant AND contact_point_id = :point
            """,
            Map.of("tenant", tenant.id().value(), "point", UUID.fromString(made.point()))));
  }

  /**
   * The tables in which an id stands, for thirty days in what tells systems that keep a copy whom
   * to erase; aside from the transparency log, which forgets nothing, and the audit log, which
   * knows nobody by more than an id and has an end of its own.
   */
  private Set<String> tables(String ids) {
    // Who came a moment ago is not in the index of the search yet.
    api.server().recur("contact.search.SearchWork");
    var tables = new TreeSet<String>();
    for (String table :
        tenant.list(
            String.class,
            """
            SELECT c.relname FROM pg_class c
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id'
            WHERE c.relnamespace = 'jawort'::regnamespace AND c.relkind IN ('r', 'p')
              AND c.relname NOT LIKE 'log\\_%' AND c.relname NOT LIKE 'audit\\_%'
              AND has_table_privilege(c.oid, 'SELECT')
            """,
            Map.of())) {
      String sql = "SELECT count(*) FROM " + table + " t WHERE t.tenant_id = :tenant";
      var named = Map.of("tenant", tenant.id().value(), "ids", ids);
      if (tenant.list(Long.class, sql + " AND t::text ~ :ids", named).getFirst() > 0) {
        tables.add(table);
      }
    }
    return tables;
  }

  private String erased(TestApi.Made made, boolean keepProof, int answer) {
    String ids = ids(made);
    assertThat(tables(ids)).as("the tables in which somebody stands who is known").isEqualTo(KNOWN);
    api.call()
        .delete("/contacts/{id}?keepProof={keep}", made.contact(), keepProof)
        .then()
        .statusCode(answer);
    return ids;
  }

  @Test
  @DisplayName("B-09 law 52 Of somebody erased the bare events stay, and what was done; no more")
  void withoutProof() {
    TestApi.Made stays = known("stays-" + UUID.randomUUID() + "@example.org");
    String gone = erased(known("gone-" + UUID.randomUUID() + "@example.org"), false, 204);
    assertThat(tables(gone))
        .as("the tables in which somebody still stands who was erased")
        .isEqualTo(Set.of("consent_event", "contact_act", "contact_change", "sign_up_fate"));
    assertThat(tables(ids(stays))).as("the tables in which somebody else stands").isEqualTo(KNOWN);
  }

  @Test
  @DisplayName("B-09 law 34 Where the proof is kept, only evidence and mails stay beside that")
  void withProof() {
    String gone = erased(known("kept-" + UUID.randomUUID() + "@example.org"), true, 200);
    assertThat(tables(gone))
        .as("the tables in which somebody still stands whose proof is kept")
        .isEqualTo(
            Set.of(
                "consent_event",
                "consent_evidence",
                "contact_act",
                "contact_change",
                "kept_message",
                "kept_proof",
                "sign_up_fate"));
  }
}
