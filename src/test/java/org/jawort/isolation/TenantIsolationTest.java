package org.jawort.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.sql.Connection;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jawort.contact.address.Channel;
import org.jawort.contact.address.CheckedAddress;
import org.jawort.platform.Database;
import org.jawort.platform.Ids;
import org.jawort.tenant.Tenant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Calls every method of every door and repository for one tenant with what belongs to its
 * neighbour. It must come to the same as with ids that nobody has, and leave the neighbour's rows
 * as they were, to the last byte. The doors are found in the compiled program, so that a new one is
 * called as well, or fails here until somebody says why not.
 */
class TenantIsolationTest {
  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  /** Those that take no tenant from their caller. */
  private static final Set<String> WITHOUT_TENANT =
      Set.of(
          // The tenant stands in what was sealed or hashed: a link, a session, an API key.
          "Unsubscriptions.find",
          "SenderAddresses.find",
          // The tenant's number stands in the public address of a picture.
          "Images.find",
          // What rings there is nobody's.
          "StaffMails.bell",
          "Sessions.find",
          "Tablets.find",
          "Sessions.end",
          "Sessions.prove",
          "Invitations.find",
          "Callers.identify",
          "Callers.forget",
          // A person's account is no tenant's.
          "ProviderLinks.find",
          "ProviderLinks.link",
          "VouchedMembers.admit",
          "Challenges.ask",
          "Challenges.spend",
          "DeviceCodes.areOn",
          "DeviceCodes.begin",
          "DeviceCodes.confirm",
          "DeviceCodes.off",
          "DeviceCodes.pending",
          "DeviceCodes.take",
          "PasskeyRows.all",
          "PasskeyRows.delete",
          "PasskeyRows.find",
          "PasskeyRows.insert",
          "PasskeyRows.use",
          "PasswordLinkRows.find",
          "PasswordLinkRows.make",
          "PasswordLinkRows.take",
          "PasswordLinks.ask",
          "PasswordLinks.find",
          "PasswordLinks.use",
          "RecoveryCodes.forget",
          "RecoveryCodes.left",
          "RecoveryCodes.renew",
          "RecoveryCodes.use",
          "SessionList.all",
          "SessionList.end",
          "SessionList.endOthers",
          "Accounts.find",
          "Accounts.hash",
          "Accounts.known",
          "Accounts.memberships",
          "Accounts.open",
          "Accounts.places",
          "Accounts.setHash",
          "Accounts.tenants",
          // Before the sign-in there is no tenant.
          "SignInThrottle.admits",
          "SignInThrottle.admitsCode",
          "SignInThrottle.admitsLetter",
          "SignInThrottle.forgiveCode",
          "SignInThrottle.forgive",
          "OpenForms.find",
          "SetUp.isOver",
          "SetUp.knows",
          "SetUp.code",
          "SetUp.finish",
          "SetUp.tenant",
          "StartLock.take",
          "Users.exist",
          // The directory of the tenants itself.
          "TenantCache.all",
          "TenantCache.byNumber",
          "TenantRows.directory",
          "Tenants.all",
          "Tenants.byNumber",
          "Tenants.create",
          "Tenants.newId",
          // The clock's work, tenant by tenant.
          "RunEngine.advanceDue",
          "RunEngine.advanceAll",
          "RunEngine.backlog",
          "WebhookWork.backlog",
          "WebhookWork.work",
          "UnconfirmedErasure.eraseDue",
          "KeptProofs.eraseDue",
          "Trials.removeDue",
          "StandardLandingPages.completeAll",
          "NoticeMails.mailDue",
          // Told which network, a hash with the tenant in it, or that of all.
          "NetworkCounts.standing",
          "NetworkCounts.forgetOfAll",
          // Whoever sits at this machine sees all mail of it (S0-03).
          "Mailbox.admits",
          "Mailbox.code",
          "Mailbox.isOpen",
          "Mailbox.newest",
          "Mailbox.find",
          // The log of the whole installation, which anybody may read.
          "TransparencyLog.checkpoint",
          "TransparencyLog.isWell",
          "TransparencyLog.verifierKey",
          "TransparencyLog.verifierKeys",
          "AuditHeadWork.name",
          "AuditHeadWork.pause",
          "AuditHeadWork.run",
          "AuditWalk.walk",
          // The operator's look at all tenants, one after the other.
          "LedgerCheck.examine",
          "CountCheck.examine",
          "ExportJob.batch",
          "ExportJob.name",
          "ExportJob.outcome",
          "ExportKeeping.name",
          "ExportKeeping.pause",
          "ExportKeeping.run",
          "LedgerCheck.tenants",
          "RetentionNight.name",
          "RetentionNight.pause",
          "RetentionNight.run",
          "LogCheck.examine",
          "EvidenceCheck.examine",
          "ProfileCheck.examine",
          "LogExamination.examine",
          // The operator's command, after the master secret of all tenants was lost.
          "SuppressionRenewal.renew",
          // Tenant by tenant, hour by hour.
          "ImportKeeping.name",
          "ImportKeeping.pause",
          "ImportKeeping.run",
          // The tenant stands in the statement that they are handed.
          "MassRequestRows.count",
          "MassRequestRows.preview",
          "MassRequestRows.shared",
          // They ask the database nothing.
          "Conditions.kept",
          "Conditions.write",
          "CheckJob.batch",
          "CheckJob.name",
          "CheckJob.outcome",
          "RunJob.batch",
          "RunJob.name",
          "RunJob.outcome",
          "UndoJob.batch",
          "UndoJob.name",
          "UndoJob.outcome",
          "ImportJobs.id",
          "JobRows.job",
          "BulkChangeJob.batch",
          "BulkChangeJob.name",
          "BulkChangeJob.outcome",
          "BulkErasureJob.batch",
          "BulkErasureJob.name",
          "BulkErasureJob.outcome",
          "MassChangeJob.batch",
          "MassChangeJob.name",
          "MassChangeJob.outcome",
          "MassRequestJob.batch",
          "MassRequestJob.name",
          "MassRequestJob.outcome",
          "ContactWrites.draft",
          "Links.trial",
          "Overview.begin",
          "Objections.lacks",
          "StandardDefinition.name",
          "StandardDefinition.promisesMail",
          "SubmissionWebhooks.type");

  /** Those that only compute with an id: a link to it, or its place in the order. */
  private static final Set<String> COMPUTES =
      Set.of(
          "Links.of",
          // It names the fields of the form that it was given.
          "AddressCheck.of",
          // The statement that was asked for, with the ids that were asked about.
          "Conditions.sql",
          "ContactReads.page",
          // It reads what was typed, and says it again with the keys of whoever asks.
          "ContactSearch.sought",
          "Contacts.list",
          "Jobs.page",
          "JobRows.page",
          // It says again of a job what it was told.
          "JobViews.of",
          "AddressHashes.of",
          // It opens nothing yet.
          "ImportChunks.content",
          "ImportRows.page",
          "Imports.page",
          "LandingPages.draft",
          // Without a row it is what it was given.
          "FormDraftRows.find",
          // Each time with an id and a salt of its own.
          "AuditSeals.sealDue",
          // It writes in the words whose name it is told.
          "StaffPost.tell",
          // An account is no tenant's; who may join is found by the address alone.
          "Users.join",
          "WebhookSignature.header",
          "WebhookSignature.text");

  /** Those that are told nothing but the tenant and act on it alone, or answer what was said. */
  private static final Set<String> SAME_FOR_ALL =
      Set.of(
          "ContactIntake.lock",
          "CampaignLife.restore",
          "CampaignLife.uses",
          "CampaignLife.workAgain",
          // They say again what they are told, or ask it.
          "Conditions.sql",
          "ConditionCounts.all",
          "ConditionCounts.isFew",
          // No search stands in what they are handed.
          "Selections.lookAnew",
          "DynamicGroups.inWords",
          "Campaigns.hold",
          "AskingMails.hold",
          "Checks.of",
          "Consented.to",
          "CustomFields.hold",
          "ContactFieldCheck.hold",
          // What is made up for them can be done by neither.
          "FormActionCheck.of",
          "FormActionCheck.hold",
          // No form of either calls anything.
          "SubmissionWebhooks.callers",
          // Nobody wrote anything at that very moment.
          "ConfirmedAnswers.on",
          "ContactGroups.hold",
          "GroupAndFieldRows.hold",
          // Their checkpoint must be one; StampedLogTest asks with somebody else's events.
          "EntryReads.proofsAgainst",
          "TransparencyLog.proofsAgainst",
          "EvidenceFiles.keep",
          // What a job says about itself is read from its row; what is made up for them is no
          // order.
          "ExportJob.title",
          "ExportJob.work",
          "Exports.order",
          "Exports.write",
          "ExportRows.insert",
          // Both have no such column.
          "ExportColumns.known",
          // Nothing is found out about either that both were not told.
          "SignUpCounts.differences",
          "SignUpCounts.recount",
          "HolderCounts.differences",
          "HolderCounts.recount",
          // PostgreSQL looks at a table as a whole.
          "ImportStatistics.laid",
          "ImportStatistics.compared",
          "ImportStatistics.taken",
          // No evidence of either has ended so lately, nothing of either is so old, and nobody was
          // silent for so long.
          "SentContents.forget",
          "ForgottenCalls.forget",
          "ForgottenChanges.forget",
          "ForgottenNotices.forget",
          "InactiveContacts.page",
          // Both chose the same, and what is made up for them cannot be chosen.
          "RetentionPeriods.of",
          "RetentionPeriods.years",
          "RetentionPeriods.all",
          "RetentionPeriods.choose",
          // What is made up for them is no list, whoever loads it.
          "EcgLists.load",
          "EcgLists.loadUnseen",
          // No purpose of either is under the law of Austria.
          "EcgLists.isNeeded",
          "EcgLists.isWanted",
          // What is made up for them cannot be shown, whoever says it.
          "FormDrafts.faults",
          "OwnForms.faults",
          "OwnForms.show",
          "Images.keep",
          "LandingPages.forget",
          // They write what they are told; the tenant stands in it, and no other gets in.
          "LedgerRows.fold",
          "AuditRows.insert",
          // It hands on what AuditLog.page says.
          "AuditLog.each",
          // What DomainGate.judge says, about an address that both take.
          "AddressCheck.hint",
          "AddressCheck.of",
          "DomainGate.on",
          // It hands on what SubmissionSearch.page says.
          "SubmissionSearch.each",
          // As many wait with both.
          "StaffMailClaims.backlog",
          "WebhookCalls.backlog",
          // Both asked as many.
          "AskedLately.room",
          // Of whoever is alone nothing is read.
          "MailBudgets.of",
          // It asks the database nothing.
          "NetworkHashes.of",
          // Nobody came from there yet.
          "VisitorNetworks.standing",
          "LandingPages.pressed",
          "LandingPictures.keep",
          "TenantLogos.keep",
          "LedgerFold.lock",
          "LedgerFold.write",
          "Links.of",
          "OpenForms.on",
          "Scope.lock",
          "Previews.lacks",
          "ActiveProcesses.addStandard",
          "ActiveProcesses.forget",
          // What was online is never deleted.
          "ProcessRows.delete",
          "ProcessRows.lockLanguage",
          "ProcessReferences.hold",
          "RefusalEffects.withoutOther",
          // Nothing is against asking either of them, and nobody had a mail today.
          "RequestLimits.against",
          // No form of either has a second version.
          "OpenForms.supersededAt",
          // The profile is as it was.
          "OwnForms.on",
          // It was looked through when the tenants were made.
          "SettledSignUps.settle",
          "StandardCampaigns.on",
          "StandardForms.on",
          "StandardLandingPages.on",
          "StandardProcess.on",
          "StandardPurpose.on",
          "TenantCache.forget",
          // What a job says about itself is read from its row, of its tenant alone.
          "BulkChangeJob.title",
          "BulkChangeJob.work",
          "BulkErasureJob.title",
          "BulkErasureJob.work",
          "MassChangeJob.title",
          "MassChangeJob.work",
          "MassRequestJob.title",
          "MassRequestJob.work",
          "CheckJob.over",
          "CheckJob.title",
          "CheckJob.work",
          "RunJob.over",
          "RunJob.title",
          "RunJob.work",
          "UndoJob.over",
          "UndoJob.title",
          "UndoJob.work",
          "ImportJobs.find",
          "ImportJobs.title",
          // It says nothing of a file before it is read.
          "ImportChunks.content",
          // Whoever is made up for them is none of those who may bring a file, or declare.
          "ImportRows.insert",
          "Imports.upload",
          "ImportedStatements.declare",
          "ImportedStatements.takeBack",
          // A batch without a line comes to nothing.
          "ContactBatches.take",
          // Theirs does not stand there.
          "ImportRows.fallBack",
          "Imports.resume",
          // The job that all can be paused goes already.
          "JobRows.goOn",
          "Jobs.goOn",
          // Its key is one that nobody has; StaffUsersTest moves.
          "Sessions.move",
          // Nobody has a use of just the moment that is asked about.
          "Uses.recorded",
          "TestMail.lacks",
          // Neither of the two demands one.
          "SecondFactorDemand.stands",
          "TenantRows.insert",
          "Tenants.createInside",
          // Both are.
          "Tenants.isComplete",
          // Everybody may call the same address, each with a secret of its own.
          "Webhooks.add",
          // It asks the database nothing, and calls only hosts on the internet.
          "WebhookPost.make");

  private static TwoTenants house;
  private static Fixtures nobodys;

  @BeforeAll
  static void open() {
    house = new TwoTenants();
    nobodys = nobodys(house.theirs);
  }

  @AfterAll
  static void close() {
    house.close();
  }

  /** Of the same shape, but nobody has them. */
  private static Fixtures nobodys(Fixtures like) {
    Ids ids = house.server.bean(Ids.class);
    var unknown = new HashMap<String, UUID>();
    like.ids().keySet().forEach(of -> unknown.put(of, ids.next()));
    var texts = new HashMap<>(like.texts());
    texts.replaceAll(
        (of, text) ->
            of.startsWith("purpose")
                    || of.equals("Runs.status")
                    || of.equals("kinds")
                    || of.equals("answers")
                    || of.equals("definition")
                    || of.equals("senderName")
                    || of.startsWith("url")
                ? text
                : "niemand");
    return new Fixtures(
        unknown,
        texts,
        CheckedAddress.parse(Channel.EMAIL, "niemand@kundin.example").orElseThrow());
  }

  static Stream<Named<Method>> doors() {
    return Doors.all().stream()
        .filter(Doors::namesATenant)
        // What commits by itself cannot be undone, so it comes last.
        .sorted(Comparator.comparing(Doors::commitsByItself))
        .map(door -> Named.of(Doors.name(door) + Arrays.toString(door.getParameters()), door));
  }

  @Test
  @DisplayName("S1-20 every method that talks to the database is told for whom, or says why not")
  void nothingActsForNobody() {
    assertThat(
            Doors.all().stream()
                .filter(door -> !Doors.namesATenant(door))
                .map(Doors::name)
                .distinct())
        .containsExactlyInAnyOrderElementsOf(WITHOUT_TENANT);
    assertThat(doors()).as("what was found").hasSizeGreaterThan(80);
  }

  @Test
  @DisplayName("S1-20 both tenants have something in every table")
  void everyTableIsFull() {
    assertThat(
            house.neighbourhood.rows().entrySet().stream()
                .filter(table -> table.getValue().isEmpty())
                .map(Map.Entry::getKey))
        .as("tables in which the neighbour has nothing")
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("doors")
  @DisplayName("S1-20 nothing is to be had and nothing changed across tenants")
  void nothingAcrossTenants(Method door) {
    var before = house.neighbourhood.rows();
    Called unknown = call(door, house.acting, nobodys);
    Called across = call(door, house.acting, house.theirs);
    assertThat(changes(before, across.neighbourhood())).as("changed within the call").isEmpty();
    assertThat(changes(before, house.neighbourhood.rows())).as("changed for good").isEmpty();
    assertThat(across.outcome().betrays(ids(before), house.theirs))
        .as("%s: says too much in %s", Doors.name(door), across.outcome().text())
        .isFalse();
    if (!COMPUTES.contains(Doors.name(door))) {
      assertThat(across.outcome().withoutWhatWasSaid(house.theirs))
          .as("%s: the same as with ids of nobody", Doors.name(door))
          .isEqualTo(unknown.outcome().withoutWhatWasSaid(nobodys));
    }
    if (!SAME_FOR_ALL.contains(Doors.name(door))) {
      assertThat(comesToSomething(door, across.outcome()))
          .as(
              "%s: more for the neighbour itself than %s",
              Doors.name(door), across.outcome().text())
          .isTrue();
    }
  }

  /** The rows that are in one of the two alone, with their tables: what a failure has to show. */
  private static List<String> changes(
      Map<String, List<List<String>>> before, Map<String, List<List<String>>> after) {
    if (before.equals(after)) {
      return List.of();
    }
    var changes = new ArrayList<String>();
    for (String table : before.keySet()) {
      List<List<String>> old = before.get(table);
      List<List<String>> now = after.get(table);
      old.stream()
          .filter(row -> !now.contains(row))
          .forEach(r -> changes.add(table + " lost " + r));
      now.stream().filter(row -> !old.contains(row)).forEach(r -> changes.add(table + " got " + r));
    }
    assertThat(changes).as("rows that differ, where the tables do").isNotEmpty();
    return changes;
  }

  /** Proves that the arguments are good: the neighbour gets or changes something with them. */
  private static boolean comesToSomething(Method door, Outcome across) {
    var before = house.neighbourhood.rows();
    Called own = call(door, house.neighbour, house.theirs);
    return !own.outcome().equals(across)
        || !own.neighbourhood().equals(before)
        || !house.neighbourhood.rows().equals(before);
  }

  private static Set<UUID> ids(Map<String, List<List<String>>> rows) {
    return ID.matcher(rows.toString())
        .results()
        .map(MatchResult::group)
        .map(UUID::fromString)
        .collect(Collectors.toSet());
  }

  /** A call and what the neighbour's tables held right after it, before all was undone. */
  private record Called(Outcome outcome, Map<String, List<List<String>>> neighbourhood) {}

  private static Called call(Method door, Tenant acting, Fixtures with) {
    var called = new AtomicReference<Called>();
    try {
      house
          .server
          .bean(Database.class)
          .write(
              acting.id(),
              connection -> {
                Savepoint begin = connection.setSavepoint();
                Outcome outcome = run(door, acting, with, connection);
                if (outcome.isFault()) {
                  connection.rollback(begin);
                }
                called.set(new Called(outcome, house.neighbourhood.within(connection)));
                throw new Undone();
              });
    } catch (Undone undone) {
      return called.get();
    }
    throw new AssertionError("unreachable");
  }

  private static Outcome run(Method door, Tenant acting, Fixtures with, Connection connection) {
    Object[] arguments =
        new Arguments(door, acting, with, house.server.clock().instant()).on(connection);
    try {
      door.setAccessible(true);
      boolean fixed = Modifier.isStatic(door.getModifiers());
      Object on = fixed ? null : house.server.bean(door.getDeclaringClass());
      return Outcome.returned(door.invoke(on, arguments));
    } catch (InvocationTargetException e) {
      return Outcome.thrown(e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Undone extends RuntimeException {}
}
