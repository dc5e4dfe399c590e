package org.jawort.integration.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jawort.consent.ConsentStatus;
import org.jawort.consent.Declaration;
import org.jawort.consent.EventId;
import org.jawort.consent.Recording;
import org.jawort.consent.declaration.DeclarationProblem;
import org.jawort.consent.declaration.StatementOutcome;
import org.jawort.consent.declaration.StatementTarget;
import org.jawort.consent.purpose.Purpose;
import org.jawort.contact.ContactPointId;
import org.jawort.integration.Caller;
import org.jawort.tenant.Actor;
import org.springframework.stereotype.Component;

/** Records what another system tells of one contact point and purpose. */
@Component
class RecordedStatements {
  /** Characters that a line may have. */
  static final int LINE = 200;

  /** Characters that a text may have. */
  static final int TEXT = 4_000;

  private static final String SOURCE = "API";

  private final KnownPurposes purposes;

  RecordedStatements(KnownPurposes purposes) {
    this.purposes = purposes;
  }

  /** The event that was recorded. */
  @Schema(name = "RecordedEvent")
  record RecordedJson(UUID event, ConsentStatus status) {}

  /** How it is recorded. */
  interface Way {
    List<StatementOutcome> record(
        Recording by, List<StatementTarget> wishes, Declaration declaration);
  }

  /**
   * Records it once all of the body was read.
   *
   * @param problem the type of the fault where it cannot be
   */
  RecordedJson record(
      Caller caller,
      UUID point,
      JsonInput body,
      Function<JsonInput, Declaration> read,
      Way way,
      String problem) {
    Optional<Purpose> purpose = purposes.named(caller.tenant(), body);
    Declaration declaration = read.apply(body);
    body.finish();
    var by =
        new Recording(
            caller.tenant(), purpose.orElseThrow().id(), Actor.api(caller.key().value()), SOURCE);
    List<StatementTarget> wishes = List.of(StatementTarget.blind(new ContactPointId(point)));
    return answer(way.record(by, wishes, declaration).getFirst(), body, problem);
  }

  private static RecordedJson answer(
      StatementOutcome statementOutcome, JsonInput body, String problem) {
    return switch (statementOutcome) {
      case StatementOutcome.Done(EventId event, ConsentStatus before, ConsentStatus after) ->
          new RecordedJson(event.value(), after);
      case StatementOutcome.Incomplete(List<DeclarationProblem> lacks) ->
          throw incomplete(lacks, body);
      case StatementOutcome.Refused(ConsentStatus status, StatementOutcome.Reason reason) ->
          throw forbidden(problem, status, reason.name());
      case StatementOutcome.Overtaken(ConsentStatus status) ->
          throw forbidden(problem, status, "OVERTAKEN");
      case StatementOutcome.Unknown() -> throw ApiFault.notFound("contact point");
    };
  }

  /** Ends the call with what the statement lacks, field by field. */
  static IllegalStateException incomplete(List<DeclarationProblem> lacks, JsonInput body) {
    lacks.forEach(
        declarationProblem ->
            body.refuse(declarationProblem.part(), "lacks: " + declarationProblem.name()));
    body.finish();
    return new IllegalStateException("complaints end the call");
  }

  /** It is recorded already, for no purpose in particular. */
  static ApiFault already(String problem, ConsentStatus status) {
    return forbidden(problem, status, StatementOutcome.Reason.ALREADY.name());
  }

  private static ApiFault forbidden(String problem, ConsentStatus status, String reason) {
    return new ApiFault(
        ApiFault.Problem.of(409, problem, "It cannot be recorded as things stand; see reason.")
            .with("reason", reason)
            .with("status", status.name()));
  }
}
