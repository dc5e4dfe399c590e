package org.jawort.campaign.web;

import static org.jawort.campaign.web.CampaignAddresses.CAMPAIGNS;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.UUID;
import org.jawort.campaign.SenderAddresses;
import org.jawort.platform.web.Brand;
import org.jawort.platform.web.Flash;
import org.jawort.platform.web.FormInput;
import org.jawort.tenant.Acting;
import org.jawort.tenant.StaffEmail;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.Users;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The addresses that may stand in From; whoever reads their mail agrees behind a link. */
@Controller
class SenderPages {
  private static final String SENDERS = CAMPAIGNS + "/senders";

  private final SenderAddresses senders;
  private final Tenants tenants;
  private final Users users;

  SenderPages(SenderAddresses senders, Tenants tenants, Users users) {
    this.senders = senders;
    this.tenants = tenants;
    this.users = users;
  }

  @GetMapping(SENDERS)
  String list(Acting acting, Model model) {
    return draw(FormInput.empty(), acting, model);
  }

  private String draw(FormInput form, Acting acting, Model model) {
    model.addAttribute("form", form);
    model.addAttribute("profile", tenants.find(acting.tenant()).senderAddress());
    model.addAttribute("senders", senders.all(acting.tenant()));
    return "campaign/senders";
  }

  @PostMapping(SENDERS)
  String ask(
      @RequestParam MultiValueMap<String, String> values,
      Acting acting,
      HttpServletResponse response,
      Model model) {
    FormInput form = FormInput.of(values, "campaign.sender");
    String address = form.required("address", 254);
    if (form.isGood()
        && (StaffEmail.parse(address).isEmpty()
            || !address.contains(".")
            || !senders.ask(
                acting.tenant(),
                address,
                users.find(acting.tenant(), acting.user()).orElseThrow()))) {
      form.refuse("address", "campaign.sender.address.wrong");
    }
    if (!form.isGood()) {
      response.setStatus(422);
      return draw(form, acting, model);
    }
    Flash.good(response, "campaign.sender.asked");
    return "redirect:" + SENDERS;
  }

  @PostMapping(SENDERS + "/{id}/remove")
  String remove(@PathVariable UUID id, Acting acting, HttpServletResponse response) {
    if (senders.remove(acting.tenant(), id)) {
      Flash.good(response, "campaign.sender.removed");
    } else {
      Flash.bad(response, "campaign.sender.used");
    }
    return "redirect:" + SENDERS;
  }

  @GetMapping("/sender/{token}")
  String question(@PathVariable String token, HttpServletResponse response, Model model) {
    Optional<SenderAddresses.Question> question = senders.find(token);
    if (question.isEmpty()) {
      response.setStatus(404);
      return said("campaign.sender.unknown", Brand.NONE, model);
    }
    model.addAttribute("brand", tenants.find(question.get().tenant()).brand());
    model.addAttribute("address", question.get().address().address());
    return question.get().address().verified()
        ? said("campaign.sender.done", tenants.find(question.get().tenant()).brand(), model)
        : "campaign/sender";
  }

  @PostMapping("/sender/{token}")
  String agree(@PathVariable String token, HttpServletResponse response, Model model) {
    Optional<SenderAddresses.Question> question = senders.find(token);
    if (question.isEmpty()) {
      response.setStatus(404);
      return said("campaign.sender.unknown", Brand.NONE, model);
    }
    senders.verify(question.get().tenant(), question.get().address().id());
    return said("campaign.sender.done", tenants.find(question.get().tenant()).brand(), model);
  }

  private static String said(String text, Brand brand, Model model) {
    model.addAttribute("brand", brand);
    model.addAttribute("text", text);
    return "campaign/said";
  }
}
