package org.jawort.desk.web.erasure;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.address.CheckedAddress;
import org.jawort.desk.Names;
import org.jawort.desk.web.AddressLines;
import org.jawort.desk.web.NotFound;
import org.jawort.desk.web.PurposeWords;
import org.jawort.erasure.KeptProofs;
import org.jawort.erasure.KeptRecord;
import org.jawort.platform.web.FormInput;
import org.jawort.tenant.Acting;
import org.jawort.tenant.Tenants;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Proof that outlives erased contacts; for those who must defend a claim. */
@Controller
class KeptProofPages {
  static final String ONE = "/app/kept-proof/{point:" + NotFound.ID + "}";

  private final KeptProofs proofs;
  private final Tenants tenants;
  private final Names names;
  private final PurposeWords purposes;

  KeptProofPages(KeptProofs proofs, Tenants tenants, Names names, PurposeWords purposes) {
    this.proofs = proofs;
    this.tenants = tenants;
    this.names = names;
    this.purposes = purposes;
  }

  @GetMapping("/app/kept-proof")
  String list(Acting acting, Model model) {
    model.addAttribute("proofs", proofs.list(acting.tenant()));
    model.addAttribute("form", FormInput.empty());
    model.addAttribute("purposes", purposes.of(acting.tenant()));
    return "erasure/kept";
  }

  /** By POST, so that no address stands in an address bar or a log. */
  @PostMapping("/app/kept-proof/search")
  String search(
      @RequestParam MultiValueMap<String, String> values,
      Acting acting,
      HttpServletResponse response,
      Model model) {
    FormInput form = FormInput.of(values, "erasure.suppression");
    String typed = form.required("address", 254);
    List<CheckedAddress> address =
        form.isGood()
            ? AddressLines.one(
                form,
                "address",
                AddressLines.channelOf(typed),
                typed,
                tenants.find(acting.tenant()).country())
            : List.of();
    if (address.isEmpty()) {
      response.setStatus(422);
    }
    model.addAttribute(
        "proofs",
        address.isEmpty()
            ? proofs.list(acting.tenant())
            : proofs.find(acting.tenant(), address.getFirst()));
    model.addAttribute("searched", address.isEmpty() ? null : typed);
    model.addAttribute("form", form);
    model.addAttribute("purposes", purposes.of(acting.tenant()));
    return "erasure/kept";
  }

  @GetMapping(ONE)
  @Nullable String show(
      @PathVariable UUID point,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    Optional<KeptRecord> record = proofs.show(acting.tenant(), new ContactPointId(point));
    if (record.isEmpty()) {
      return NotFound.keptProof(request, response);
    }
    model.addAttribute(
        "record", record.get().with(names.of(acting.tenant(), record.get().named())));
    model.addAttribute("purposes", purposes.of(acting.tenant()));
    model.addAttribute("point", point);
    return "erasure/kept-one";
  }
}
