package org.jawort.consent.permission;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jawort.TestServer;
import org.jawort.consent.AllAdvertising;
import org.jawort.consent.AppendOutcome;
import org.jawort.consent.AskingBasis;
import org.jawort.consent.BlockOutcome;
import org.jawort.consent.Consents;
import org.jawort.consent.Declaration;
import org.jawort.consent.EventType;
import org.jawort.consent.Evidence;
import org.jawort.consent.Ledger;
import org.jawort.consent.MailBlockChanges;
import org.jawort.consent.NewEvent;
import org.jawort.consent.Recording;
import org.jawort.consent.StatedBasis;
import org.jawort.consent.Uses;
import org.jawort.consent.Withdrawal;
import org.jawort.consent.declaration.StatementOutcome;
import org.jawort.consent.declaration.StatementTarget;
import org.jawort.consent.declaration.Statements;
import org.jawort.consent.ecg.EcgLists;
import org.jawort.consent.ecg.EcgLoadOutcome;
import org.jawort.consent.ecg.TestEcgList;
import org.jawort.consent.proof.ConsentErasure;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.consent.purpose.PurposeName;
import org.jawort.consent.purpose.PurposeProfile;
import org.jawort.consent.purpose.Purposes;
import org.jawort.consent.purpose.Wordings;
import org.jawort.contact.ContactErasure;
import org.jawort.contact.ContactId;
import org.jawort.contact.ContactIntake;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.Contacts;
import org.jawort.contact.IncomingContact;
import org.jawort.contact.IntakeOutcome;
import org.jawort.contact.MailBlock;
import org.jawort.contact.MailBlocks;
import org.jawort.contact.Origin;
import org.jawort.contact.Suppressions;
import org.jawort.contact.address.Channel;
import org.jawort.contact.address.CheckedAddress;
import org.jawort.desk.ConsentAction;
import org.jawort.desk.ConsentViews;
import org.jawort.optin.OptInRequestOutcome;
import org.jawort.optin.OptIns;
import org.jawort.platform.Database;
import org.jawort.platform.Language;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Actor;
import org.jawort.tenant.IpMode;
import org.jawort.tenant.NewTenant;
import org.jawort.tenant.TenantProfile;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.UserId;

/** A tenant in which things happen to people by chance, each beside what a model expects. */
final class RuleHouse {
  static final String OFFERS = "offers";
  static final List<String> PURPOSES = List.of(Purposes.NEWSLETTER, OFFERS);

  /** Where people live; it decides about a list that is there or not. */
  private static final Random CHANCE = new Random(7);

  private static final Integer[] MONTHS = {null, 1, 2, 6};

  /** A contact point and what is expected of it. */
  static final class Person {
    final String address =
        UUID.randomUUID() + (CHANCE.nextBoolean() ? "@example.org" : "@beispiel.at");
    ContactPointId point;
    ContactId contact;
    Instant came;
    RuleModel model;
  }

  private final TestServer server;
  private final Random random;
  private final Database database;
  private final Map<String, PurposeId> purposes = new HashMap<>();
  private final RuleModel.Validity validity =
      new RuleModel.Validity(OFFERS, 2, PurposeProfile.Expiry.BLOCK);
  private final Set<String> worded;
  final TenantId tenant;

  RuleHouse(TestServer server, Random random) {
    this.server = server;
    this.random = random;
    this.database = server.bean(Database.class);
    validity.fromAustria = random.nextInt(3) == 0;
    this.tenant =
        server
            .bean(Tenants.class)
            .create(new NewTenant(profile(validity.fromAustria ? "AT" : "DE"), true));
    validity.austrian = random.nextBoolean();
    Purposes all = server.bean(Purposes.class);
    purposes.put(OFFERS, all.create(tenant, OFFERS, offers()).orElseThrow().id());
    purposes.put(Purposes.NEWSLETTER, all.byKey(tenant, Purposes.NEWSLETTER).orElseThrow().id());
    this.worded =
        PURPOSES.stream()
            .filter(
                key -> !server.bean(Wordings.class).current(tenant, purposes.get(key)).isEmpty())
            .collect(Collectors.toSet());
  }

  private PurposeProfile offers() {
    return new PurposeProfile(
        new PurposeName("Angebote", "Offers"),
        "",
        EnumSet.of(Channel.EMAIL),
        false,
        validity.months,
        validity.expiry,
        PurposeProfile.LegalBasis.CONSENT,
        validity.austrian ? PurposeProfile.Jurisdiction.AT : PurposeProfile.Jurisdiction.DE);
  }

  /** The rule of a purpose changes, for all. */
  void changeValidity() {
    validity.months = MONTHS[random.nextInt(MONTHS.length)];
    validity.expiry =
        random.nextInt(3) == 0 ? PurposeProfile.Expiry.WARN : PurposeProfile.Expiry.BLOCK;
    server.bean(Purposes.class).change(tenant, purposes.get(OFFERS), offers());
  }

  /** The purpose goes into the archive, or comes out again. */
  void archive() {
    validity.archived = !validity.archived;
    server.bean(Purposes.class).archive(tenant, purposes.get(OFFERS), validity.archived);
  }

  boolean isOpen(String purpose) {
    return !purpose.equals(OFFERS) || !validity.archived;
  }

  /** By a form, which sets the block NEW and signs up in the same transaction, or otherwise. */
  Person arrive(Person person) {
    boolean form = random.nextBoolean();
    boolean trial = random.nextInt(4) == 0;
    MailBlock block = form ? MailBlock.NEW : null;
    person.came = server.clock().instant();
    database.write(
        tenant,
        connection -> {
          var incomingContact = arrival(person, block);
          IntakeOutcome intakeOutcome =
              server
                  .bean(ContactIntake.class)
                  .takeIn(connection, List.of(incomingContact))
                  .getFirst();
          person.point = intakeOutcome.contactPoint();
          person.contact = intakeOutcome.contact();
          if (trial) {
            mark(connection, person);
          }
          if (form) {
            var event = event(person, Purposes.NEWSLETTER, EventType.SIGNED_UP, Actor.RECIPIENT);
            server.bean(Ledger.class).appendFirst(connection, List.of(event), block);
          }
          return intakeOutcome;
        });
    boolean suppressed = server.bean(Suppressions.class).check(tenant, checked(person)).isPresent();
    person.model = new RuleModel(validity, person.address, worded, block, suppressed, trial);
    if (form) {
      person.model.happens(
          Purposes.NEWSLETTER, EventType.SIGNED_UP, Actor.Kind.RECIPIENT, person.came);
    }
    return person;
  }

  /** As a trial marks who it makes. */
  private void mark(Connection connection, Person person) throws SQLException {
    String sql = "UPDATE contact_point SET trial = true WHERE tenant_id = ? AND id = ?";
    try (var update = connection.prepareStatement(sql)) {
      update.setObject(1, tenant.value());
      update.setObject(2, person.point.value());
      update.executeUpdate();
    }
  }

  private static CheckedAddress checked(Person person) {
    return CheckedAddress.parse(Channel.EMAIL, person.address).orElseThrow();
  }

  private IncomingContact arrival(Person person, MailBlock block) {
    return IncomingContact.by(tenant, Channel.EMAIL, person.address, person.address)
        .from(Origin.FORM, Language.DE, person.came)
        .blocked(block);
  }

  /** Something happens to the person. */
  void act(Person person) {
    String purpose = PURPOSES.get(random.nextInt(2));
    switch (random.nextInt(40)) {
      case 0 -> report(person, MailBlock.HARD_BOUNCE);
      case 1 -> report(person, MailBlock.COMPLAINT);
      case 2, 3, 4 ->
          assertThat(
                  server
                      .bean(MailBlockChanges.class)
                      .set(tenant, person.point, staff(), "by phone"))
              .isEqualTo(done(person.model.set("STAFF")));
      case 5, 6, 7, 8 ->
          assertThat(
                  server
                      .bean(MailBlockChanges.class)
                      .lift(tenant, person.point, shown(person), staff(), "by phone"))
              .isEqualTo(done(person.model.lift()));
      case 9, 10 -> unsubscribe(purpose, person);
      case 11, 12 -> {
        erase(person, random.nextBoolean());
        arrive(person);
      }
      case 13, 14, 15 -> use(person, purpose);
      case 16, 17, 18 -> call(person);
      case 19, 20 -> free(person);
      case 21 -> object(person);
      case 26, 27 -> list(person);
      case 22, 23, 24, 25 -> mail(person, 1 + random.nextInt(4));
      default -> happen(purpose, person);
    }
  }

  /** A new ECG list, with the person or their domain or neither. */
  private void list(Person person) {
    validity.ecg.clear();
    validity.ecg.add("somebody@else.at");
    String domain = person.address.substring(person.address.indexOf('@'));
    switch (random.nextInt(3)) {
      case 0 -> validity.ecg.add(person.address);
      case 1 -> validity.ecg.add(domain);
      default -> {}
    }
    assertThat(
            server
                .bean(EcgLists.class)
                .load(tenant, UUID.randomUUID(), "list", TestEcgList.of(validity.ecg)))
        .isInstanceOf(EcgLoadOutcome.Loaded.class);
  }

  /** So many confirmation mails went out, as the sender notes it; who is on trial has no budget. */
  private void mail(Person person, int many) {
    String sql =
        """
        INSERT INTO message (tenant_id, id, contact_point_id, message_class, purpose_id, campaign_id,
                             campaign_version, status, created_at, due_at, answered_at)
        SELECT :tenant, gen_random_uuid(), :point, 'OPT_IN', :purpose, gen_random_uuid(), 1,
               'ACCEPTED', :now, :now, :now FROM generate_series(1, :many)
        """;
    Instant now = server.clock().instant();
    write(
        connection ->
            Rows.sql(connection, sql)
                .uuid("tenant", tenant.value())
                .uuid("point", person.point.value())
                .uuid("purpose", purposes.get(OFFERS).value())
                .instant("now", now)
                .integer("many", many)
                .update());
    person.model.mailed(many, now);
  }

  private void forget(Connection connection, Person person) throws SQLException {
    Rows.sql(
            connection,
            "DELETE FROM message WHERE tenant_id = :tenant AND contact_point_id = :point")
        .uuid("tenant", tenant.value())
        .uuid("point", person.point.value())
        .update();
  }

  private static UserId staff() {
    return new UserId(UUID.randomUUID());
  }

  private static BlockOutcome done(boolean expected) {
    return expected ? BlockOutcome.DONE : BlockOutcome.UNCHANGED;
  }

  /** Inside a transaction. */
  private interface Step {
    void take(Connection connection) throws SQLException;
  }

  private void write(Step step) {
    database.write(
        tenant,
        connection -> {
          step.take(connection);
          return tenant;
        });
  }

  /** What staff see; somebody without any block wishes to lift one that is not there. */
  private static MailBlock shown(Person person) {
    String block = person.model.block();
    return block == null ? MailBlock.STAFF : MailBlock.valueOf(block);
  }

  private void report(Person person, MailBlock block) {
    Instant now = server.clock().instant();
    var report =
        new MailBlockChanges.Report(tenant, person.point, block, "BOUNCE", null, null, now);
    write(connection -> server.bean(MailBlockChanges.class).report(connection, List.of(report)));
    person.model.set(block.name());
  }

  private void unsubscribe(String purpose, Person person) {
    var nothing = Evidence.of(null);
    var withdrawal = new Withdrawal(null, null, "LINK", nothing);
    server
        .bean(Consents.class)
        .unsubscribe(tenant, person.point, purposes.get(purpose), withdrawal);
    person.model.unsubscribes(purpose, server.clock().instant());
  }

  /** To all advertising. An archived purpose that nothing was said about is left as it is. */
  private void object(Person person) {
    var said = new Withdrawal(null, null, "LINK", Evidence.of(null));
    AllAdvertising.ObjectionOutcome outcome =
        server.bean(AllAdvertising.class).object(tenant, person.point, Actor.RECIPIENT, said);
    List<String> concerned =
        PURPOSES.stream().filter(p -> isOpen(p) || person.model.touched(p)).toList();
    boolean news = person.model.objects(concerned, server.clock().instant());
    assertThat(outcome instanceof AllAdvertising.ObjectionOutcome.Recorded).isEqualTo(news);
  }

  /** Tells whether staff are offered to ask for it. */
  boolean offersToAsk(Person person, String purpose) {
    return server.bean(ConsentViews.class).find(tenant, person.point).stream()
        .flatMap(view -> view.purpose(purpose).stream())
        .anyMatch(view -> view.offers(ConsentAction.ASK));
  }

  /** Staff ask for it, whom they asked in person. */
  OptInRequestOutcome ask(Person person, String purpose) {
    Instant now = server.clock().instant();
    StatedBasis basis = StatedBasis.of(AskingBasis.ASKED_IN_PERSON, null, now);
    return server
        .bean(OptIns.class)
        .request(
            tenant,
            List.of(person.point),
            purposes.get(purpose),
            basis,
            Actor.staff(UUID.randomUUID()),
            "STAFF")
        .getFirst();
  }

  private void erase(Person person, boolean suppress) {
    var card = server.bean(Contacts.class).find(tenant, person.contact).orElseThrow();
    write(
        connection -> {
          if (suppress) {
            server.bean(Suppressions.class).add(connection, tenant, card.points());
          }
          forget(connection, person);
          server.bean(ConsentErasure.class).erase(connection, tenant, List.of(person.point));
          server.bean(ContactErasure.class).erase(connection, tenant, List.of(person.contact));
        });
    Permission now =
        server
            .bean(Permissions.class)
            .ask(tenant, Channel.EMAIL, person.address, OFFERS, MessageClass.ADVERTISING);
    assertThat(now).isEqualTo(Permission.EXTERNAL_ADDRESS);
  }

  /** The suppression ends: staff take the address off the list, or its owner confirms. */
  private void free(Person person) {
    if (random.nextBoolean()) {
      server.bean(Suppressions.class).remove(tenant, checked(person), Actor.PROCESS, "by letter");
    } else {
      var target = new MailBlocks.Target(tenant, person.point, server.clock().instant());
      write(c -> server.bean(Suppressions.class).liftByConfirming(c, List.of(target)));
    }
    person.model.free();
  }

  /** An advertisement went out, as the sender notes it. */
  private void use(Person person, String purpose) {
    Instant now = server.clock().instant();
    var use = new Uses.Use(tenant, person.point, purposes.get(purpose), now);
    write(connection -> Uses.note(connection, List.of(use)));
    person.model.used(purpose, now);
  }

  /** Staff note a call, perhaps one of days ago. */
  private void call(Person person) {
    Instant at = server.clock().instant().minus(Duration.ofHours(random.nextInt(24 * 20)));
    var by = new Recording(tenant, purposes.get(OFFERS), Actor.staff(UUID.randomUUID()), "TEST");
    StatementOutcome statementOutcome =
        server
            .bean(Statements.class)
            .use(by, List.of(StatementTarget.blind(person.point)), Declaration.of(at, null))
            .getFirst();
    if (statementOutcome instanceof StatementOutcome.Done) {
      person.model.used(OFFERS, at);
    }
  }

  private void happen(String purpose, Person person) {
    boolean anything = random.nextInt(4) == 0;
    List<RuleFact> facts =
        RuleFact.all().stream()
            .filter(fact -> anything || fact.counts(person.model.status(purpose)))
            .toList();
    RuleFact fact = facts.get(random.nextInt(facts.size()));
    NewEvent event = event(person, purpose, fact.type(), new Actor(fact.actor(), null));
    AppendOutcome appendOutcome =
        database.write(
            tenant,
            connection -> server.bean(Ledger.class).append(connection, List.of(event)).getFirst());
    boolean changes = person.model.happens(purpose, fact.type(), fact.actor(), event.at());
    assertThat(appendOutcome instanceof AppendOutcome.Changed).isEqualTo(changes);
  }

  private NewEvent event(Person person, String purpose, EventType type, Actor actor) {
    return NewEvent.of(type, tenant, person.point, purposes.get(purpose))
        .by(actor, "TEST", server.clock().instant())
        .setting(type == EventType.LAPSED ? MailBlock.LAPSED : null);
  }

  private static TenantProfile profile(String country) {
    return new TenantProfile(
        "Salon",
        "Salon",
        Optional.of(URI.create("https://salon.example/datenschutz")),
        "Salon",
        "post@salon.example",
        Optional.empty(),
        List.of(Language.DE),
        ZoneId.of("Europe/Berlin"),
        IpMode.OFF,
        "#a8326f",
        country);
  }
}
