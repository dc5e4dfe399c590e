package org.jawort.integration.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jawort.consent.proof.ProofDuty;
import org.jawort.contact.ContactId;
import org.jawort.erasure.ErasureOutcome;
import org.jawort.erasure.ErasureWish;
import org.jawort.erasure.Erasures;
import org.jawort.integration.Caller;
import org.jawort.tenant.Actor;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Contacts: erase for good (Art. 17 GDPR). */
@RestController
@RequestMapping(path = "/api/v1/contacts", produces = "application/json")
@Tag(name = "Contacts")
class ErasureApi {
  private static final List<String> BOOLEANS = List.of("true", "false");

  private final Erasures erasures;

  ErasureApi(Erasures erasures) {
    this.erasures = erasures;
  }

  /**
   * The answer where proof was kept.
   *
   * @param keptUntil when the proof is erased by itself
   */
  @Schema(name = "KeptProof")
  record KeptJson(Instant keptUntil) {}

  @DeleteMapping("/{id}")
  @Operation(
      operationId = "eraseContact",
      summary = "Erase a contact for good",
      description =
          "Destroys names, addresses, messages and evidence; afterwards the addresses are unknown."
              + " Proof that is still to be kept is named by 409 (proofs), unless keepProof says"
              + " what becomes of it: true keeps it restricted until its day comes; false destroys"
              + " it, too, but for proof of a consent to calls, which must be kept for five years.")
  @Parameter(
      name = "suppress",
      in = ParameterIn.QUERY,
      description =
          "Whether keyed hashes of the addresses stay on the suppression list, so that no import"
              + " can revive them",
      schema = @Schema(type = "boolean", defaultValue = "true"))
  @Parameter(name = "keepProof", in = ParameterIn.QUERY, schema = @Schema(type = "boolean"))
  @ApiResponse(responseCode = "200", description = "Erased but for the proof")
  @ApiResponse(responseCode = "204", description = "Erased")
  ResponseEntity<KeptJson> erase(
      @Parameter(hidden = true) Caller caller,
      @PathVariable UUID id,
      @Parameter(hidden = true) QueryInput query) {
    boolean suppress = yesOrNo(query, "suppress").orElse(true);
    Optional<Boolean> keep = yesOrNo(query, "keepProof");
    query.finish();
    var wish =
        new ErasureWish(
            new ContactId(id), Optional.empty(), proof(keep), suppress, Optional.empty());
    return answer(erasures.erase(caller.tenant(), wish, Actor.api(caller.key().value())));
  }

  private static Optional<Boolean> yesOrNo(QueryInput query, String name) {
    Optional<String> text = query.text(name);
    if (text.filter(given -> !BOOLEANS.contains(given)).isPresent()) {
      query.refuse(name, "must be true or false");
    }
    return text.map(Boolean::valueOf);
  }

  private static ErasureWish.Proof proof(Optional<Boolean> keep) {
    return keep.map(yes -> yes ? ErasureWish.Proof.KEEP : ErasureWish.Proof.DESTROY)
        .orElse(ErasureWish.Proof.ASK);
  }

  private static ResponseEntity<KeptJson> answer(ErasureOutcome erasureOutcome) {
    return switch (erasureOutcome) {
      case ErasureOutcome.Erased erased -> ResponseEntity.noContent().build();
      case ErasureOutcome.ProofKept(boolean whole, Instant until) ->
          ResponseEntity.ok(new KeptJson(until));
      case ErasureOutcome.ProofStands(List<ProofDuty> duties) ->
          throw new ApiFault(
              ApiFault.Problem.of(
                      409,
                      "proof-must-be-kept",
                      "There is proof that is still to be kept; see proofs, and say keepProof.")
                  .with("proofs", duties.stream().map(ErasureApi::shape).toList()));
      case ErasureOutcome.Overtaken overtaken ->
          throw new IllegalStateException("nothing was said about a version");
      case ErasureOutcome.Unknown(Optional<ContactId> into) ->
          throw into.map(
                  id ->
                      new ApiFault(
                          ApiFault.Problem.of(410, "contact-merged", "It was merged into another.")
                              .with("contact", id.toString())))
              .orElseGet(() -> ApiFault.notFound("contact"));
    };
  }

  private static Map<String, Object> shape(ProofDuty duty) {
    var shape = new LinkedHashMap<String, Object>();
    shape.put("contactPoint", duty.contactPoint().toString());
    shape.put("purpose", duty.key());
    shape.put("reason", duty.reason().name());
    shape.put("mayBeDestroyed", !duty.compulsory());
    shape.put("until", duty.until().toString());
    return shape;
  }
}
