package org.jawort.isolation;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jawort.TestServer;
import org.jawort.consent.Basis;
import org.jawort.consent.ConsentStatus;
import org.jawort.consent.Declaration;
import org.jawort.consent.Recording;
import org.jawort.consent.declaration.EvidenceFiles;
import org.jawort.consent.declaration.MassChange;
import org.jawort.consent.declaration.MassChanges;
import org.jawort.consent.declaration.StatementTarget;
import org.jawort.consent.declaration.Statements;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.contact.ContactKind;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.Contacts;
import org.jawort.contact.CreationOutcome;
import org.jawort.contact.MasterData;
import org.jawort.contact.NewContact;
import org.jawort.contact.Origin;
import org.jawort.contact.address.Channel;
import org.jawort.contact.address.CheckedAddress;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Actor;

/** What staff recorded for a tenant, so that the tables of consents have something of everybody. */
record Recorded(TestServer server, TenantId tenant) {
  /** A consent on paper with its scan, and a mass change that nobody has worked on yet. */
  void fill(String name, String address, Map<String, UUID> ids) {
    create("vierte-" + address);
    UUID user = ids.get("user");
    Declaration.File scan = keep(user, name);
    var declaration =
        Declaration.builder()
            .basis(Basis.SIGNATURE)
            .at(server.clock().instant())
            .saidBy(name)
            .takenBy(user)
            .takenByName(name)
            .file(scan)
            .build();
    ContactPointId point = create("fuenfte-" + address);
    var purpose = new PurposeId(ids.get("purpose"));
    var by = new Recording(tenant, purpose, Actor.staff(user), "STAFF_ENTRY");
    server.bean(Statements.class).declare(by, List.of(StatementTarget.blind(point)), declaration);
    var use = Declaration.of(server.clock().instant(), null);
    server.bean(Statements.class).use(by, List.of(StatementTarget.blind(point)), use);
    List<ContactPointId> many =
        Stream.generate(() -> new ContactPointId(UUID.randomUUID())).limit(12).toList();
    var started =
        (MassChanges.MassChangeOutcome.Started)
            server
                .bean(MassChanges.class)
                .start(
                    tenant,
                    user,
                    new MassChange(MassChange.Kind.DECLARE, purpose),
                    many,
                    Map.of(ConsentStatus.REVOKED, 1),
                    declaration);
    for (String who : List.of("by", "takenBy", "startedBy")) {
      ids.put(who, user);
    }
    ids.put("id", scan.id());
    ids.put("EvidenceFiles.contactPoint", point.value());
    ids.put("ConsentErasure.contactPoint", point.value());
    ids.put("RunClaims.refusing.contactPoint", create("sechste-" + address).value());
    ids.put("unused", keep(user, "zweite-" + name).id());
    ids.put("MassChanges.job", started.job().value());
    ids.put("MassChangeRows.job", started.job().value());
    ids.put("MassChangeJob.job", started.job().value());
  }

  private Declaration.File keep(UUID by, String name) {
    byte[] content = "%PDF-1.7".getBytes(StandardCharsets.UTF_8);
    var evidenceFileOutcome =
        server.bean(EvidenceFiles.class).keep(tenant, by, name + ".pdf", "", content);
    return ((EvidenceFiles.EvidenceFileOutcome.As) evidenceFileOutcome).file();
  }

  private ContactPointId create(String address) {
    var data = new MasterData(ContactKind.CUSTOMER, null, null, null, Language.DE);
    var checked = CheckedAddress.parse(Channel.EMAIL, address).orElseThrow();
    CreationOutcome created =
        server
            .bean(Contacts.class)
            .create(tenant, List.of(new NewContact(data, List.of(checked), Origin.STAFF)))
            .getFirst();
    return ((CreationOutcome.Created) created).card().points().getFirst().id();
  }
}
