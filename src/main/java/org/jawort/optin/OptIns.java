package org.jawort.optin;

import java.util.List;
import java.util.Optional;
import org.jawort.consent.StatedBasis;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.contact.ContactPointId;
import org.jawort.delivery.LinkFetches;
import org.jawort.delivery.MessageId;
import org.jawort.platform.Database;
import org.jawort.platform.GroupCommit;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Actor;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** The door: request, confirm, refuse. Each call returns when what it wrote is durable. */
@Component
public class OptIns implements DisposableBean {
  /**
   * Rows in one transaction: enough to fill it while a commit is under way, small enough to be
   * quick.
   */
  private static final int BATCH = 512;

  private record Mailbox(TenantId tenant, String addressKey) {}

  private final Database database;
  private final PendingQuestions pendingQuestions;
  private final LinkFetches fetches;
  private final OptInRequests optInRequests;
  private final Complaints complaints;
  private final GroupCommit<SignUp, SignUpOutcome> signingUp;
  private final GroupCommit<PressedLink, AnswerOutcome> answering;

  OptIns(
      Database database,
      SignUps signUps,
      Decisions decisions,
      PendingQuestions pendingQuestions,
      LinkFetches fetches,
      OptInRequests optInRequests,
      Complaints complaints) {
    this.database = database;
    this.pendingQuestions = pendingQuestions;
    this.fetches = fetches;
    this.optInRequests = optInRequests;
    this.complaints = complaints;
    this.signingUp =
        new GroupCommit<>(
            "sign-ups",
            BATCH,
            signUp -> new Mailbox(signUp.tenant(), signUp.addressKey()),
            batch ->
                database.writeAnew(
                    batch.stream().map(SignUp::tenant).distinct().toList(),
                    connection -> signUps.takeIn(connection, batch)));
    this.answering =
        new GroupCommit<>(
            "answers",
            BATCH,
            PressedLink::message,
            batch ->
                database.writeAnew(
                    batch.stream().map(PressedLink::tenant).distinct().toList(),
                    connection -> decisions.takeIn(connection, batch)));
  }

  /**
   * Writes the sign-up and returns when it is durable (S0-01, S0-02, S1-07): contact and contact
   * point where new, mail block, ledger event with its evidence, run, and the queued mail.
   */
  public SignUpOutcome signUp(SignUp signUp) {
    return signingUp.write(signUp);
  }

  /** Writes many sign-ups; the same way as one, and answered in the same order. */
  public List<SignUpOutcome> signUp(List<SignUp> signUps) {
    return signingUp.writeAll(signUps);
  }

  /**
   * Asks contact points for their consent at somebody else's wish (S1-16): ledger event, run, and
   * the mail in the contact's language. Only those in status UNKNOWN are asked, and only on a basis
   * that carries (B-05).
   *
   * @param basis on which they may be asked at all, the same for the whole list
   * @param actor who wishes it: staff, an import or another system
   * @param source where, such as API
   * @return for each contact point in the same order what became of it
   */
  public List<OptInRequestOutcome> request(
      TenantId tenant,
      List<ContactPointId> contactPoints,
      PurposeId purpose,
      StatedBasis basis,
      Actor actor,
      String source) {
    return database.writeAnew(
        tenant,
        connection ->
            optInRequests.takeIn(
                connection, tenant, contactPoints, purpose, basis, actor, source, false));
  }

  /**
   * Asks contact points to renew the consent that they gave (domain.md): ledger event, run and
   * mail. The status stays, whatever becomes of it, unless the recipient says no. The basis is the
   * consent itself, and the evidence says so.
   *
   * @param actor who wishes it
   * @param source where, such as STAFF
   * @return for each contact point in the same order what became of it
   */
  public List<OptInRequestOutcome> renew(
      TenantId tenant,
      List<ContactPointId> contactPoints,
      PurposeId purpose,
      Actor actor,
      String source) {
    return database.writeAnew(
        tenant,
        connection ->
            optInRequests.takeIn(
                connection,
                tenant,
                contactPoints,
                purpose,
                StatedBasis.consent(),
                actor,
                source,
                true));
  }

  /** Shows what the personal link in the given message asks, without changing anything (B-03). */
  public Optional<PendingQuestion> show(TenantId tenant, MessageId message) {
    return pendingQuestions.find(tenant, message);
  }

  /** Notes that somebody or something fetched a link; says nothing about consent (law 13). */
  public void noteFetch(TenantId tenant, MessageId message, String linkType, Visit visit) {
    fetches.note(tenant, message, linkType, visit.userAgent());
  }

  /** Confirms or renews: status, event with evidence, block lifted, run completed (S0-04). */
  public AnswerOutcome confirm(TenantId tenant, MessageId message, Visit visit) {
    return answering.write(new PressedLink(tenant, message, true, visit));
  }

  /** Refuses the consent that was asked for, or withdraws the one that was to be renewed. */
  public AnswerOutcome refuse(TenantId tenant, MessageId message, Visit visit) {
    return answering.write(new PressedLink(tenant, message, false, visit));
  }

  /**
   * Takes a complaint about the mail: whoever pressed it never asked for it, and is asked no more
   * (B-08). Taken also when the question is long answered, or its time is over.
   */
  public AnswerOutcome complain(TenantId tenant, MessageId message, Visit visit) {
    return complaints.takeIn(new PressedLink(tenant, message, false, visit));
  }

  /** Writes what is queued. */
  @Override
  public void destroy() {
    signingUp.close();
    answering.close();
  }
}
