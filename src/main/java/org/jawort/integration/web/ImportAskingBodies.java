package org.jawort.integration.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import org.jawort.consent.StatedBasis;
import org.jawort.consent.purpose.Purpose;
import org.jawort.integration.Caller;
import org.jawort.optin.AskingPace;
import org.jawort.tenant.Actor;
import org.jawort.transfer.imports.AskingOrder;
import org.jawort.transfer.imports.Import;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads that the group of an import is to be asked as soon as the import is done (S1-16). */
@Component
class ImportAskingBodies {
  private static final String ASK = "ask";

  private final KnownPurposes purposes;
  private final AskingBases bases;

  ImportAskingBodies(KnownPurposes purposes, AskingBases bases) {
    this.purposes = purposes;
    this.bases = bases;
  }

  /** What running takes, for the description of the API. */
  @Schema(name = "ImportRun")
  record RunJson(
      @Schema(description = "Asks the group of the import afterwards, as where a group is asked")
          AskingPaces.@Nullable GroupOptInJson ask) {}

  /** Reads the wish; empty where there is none, and all that is wrong with it refuses the call. */
  Optional<AskingOrder> read(Caller caller, Import of, @Nullable JsonInput body) {
    if (body == null) {
      return Optional.empty();
    }
    Optional<JsonInput> ask = body.object(ASK);
    if (ask.isPresent() && (of.mapping() == null || of.mapping().group() == null)) {
      body.refuse(ASK, "needs a group into which all come; this import has none");
    }
    Optional<AskingOrder> order = ask.flatMap(wish -> order(caller, wish));
    body.finish();
    return order;
  }

  private Optional<AskingOrder> order(Caller caller, JsonInput ask) {
    Optional<Purpose> purpose = purposes.askable(caller.tenant(), ask);
    StatedBasis basis = bases.of(caller, ask);
    AskingPace pace = AskingPaces.of(ask);
    return purpose.map(
        one -> new AskingOrder(one.id(), basis, Actor.api(caller.key().value()), pace));
  }
}
