package org.jawort.desk.web.erasure;

import java.util.List;
import java.util.UUID;
import org.jawort.contact.ContactPointId;
import org.jawort.desk.Names;
import org.jawort.desk.web.AddressLines;
import org.jawort.desk.web.NotFound;
import org.jawort.erasure.KeptProof;
import org.jawort.erasure.KeptProofs;
import org.jawort.erasure.KeptRecord;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FormInput;
import org.jawort.platform.web.Labels;
import org.jawort.tenant.Acting;
import org.jawort.tenant.Tenants;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Proof that outlives erased contacts; for those who must defend a claim. */
@Controller
class KeptProofPages {
  static final String ONE = "/app/kept-proof/{point:" + NotFound.ID + "}";

  private final KeptProofs proofs;
  private final Tenants tenants;
  private final Names names;

  KeptProofPages(KeptProofs proofs, Tenants tenants, Names names) {
    this.proofs = proofs;
    this.tenants = tenants;
    this.names = names;
  }

  @GetMapping("/app/kept-proof")
  Answer list(Acting acting) {
    return draw(proofs.list(acting.tenant()), FormInput.empty(), acting);
  }

  private Answer draw(List<KeptProof> shown, FormInput form, Acting acting) {
    return Answer.page("erasure/kept").with("proofs", shown).with("form", form);
  }

  /** By POST, so that no address stands in an address bar or a log. */
  @PostMapping("/app/kept-proof/search")
  Answer search(@Labels("erasure.suppression") FormInput form, Acting acting) {
    return AddressLines.typed(form, "address", tenants.find(acting.tenant()).country())
        .map(
            address ->
                draw(proofs.find(acting.tenant(), address), form, acting)
                    .with("searched", form.value("address")))
        .orElseGet(() -> draw(proofs.list(acting.tenant()), form, acting).status(422));
  }

  @GetMapping(ONE)
  Answer show(@PathVariable UUID point, Acting acting) {
    KeptRecord record =
        proofs.show(acting.tenant(), new ContactPointId(point)).orElseThrow(NotFound::keptProof);
    return Answer.page("erasure/kept-one")
        .with("record", record.with(names.of(acting.tenant(), record.named())))
        .with("point", point);
  }
}
