package org.jawort.campaign.web;

import static org.jawort.campaign.web.CampaignAddresses.CAMPAIGNS;

import java.util.Optional;
import java.util.UUID;
import org.jawort.campaign.SenderAddresses;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.Brand;
import org.jawort.platform.web.FormInput;
import org.jawort.platform.web.Labels;
import org.jawort.tenant.Acting;
import org.jawort.tenant.StaffEmail;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.Users;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

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
  Answer list(Acting acting) {
    return draw(FormInput.empty(), acting);
  }

  private Answer draw(FormInput form, Acting acting) {
    return Answer.page("campaign/senders")
        .with("form", form)
        .with("profile", tenants.find(acting.tenant()).senderAddress())
        .with("senders", senders.all(acting.tenant()));
  }

  @PostMapping(SENDERS)
  Answer ask(@Labels("campaign.sender") FormInput form, Acting acting) {
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
    return form.isGood()
        ? Answer.redirect(SENDERS).good("campaign.sender.asked")
        : draw(form, acting).status(422);
  }

  @PostMapping(SENDERS + "/{id}/remove")
  Answer remove(@PathVariable UUID id, Acting acting) {
    Answer list = Answer.redirect(SENDERS);
    return senders.remove(acting.tenant(), id)
        ? list.good("campaign.sender.removed")
        : list.bad("campaign.sender.used");
  }

  @GetMapping("/sender/{token}")
  Answer question(@PathVariable String token) {
    Optional<SenderAddresses.Question> found = senders.find(token);
    if (found.isEmpty()) {
      return unknown();
    }
    SenderAddresses.Question question = found.get();
    Brand brand = tenants.find(question.tenant()).brand();
    return question.address().verified()
        ? said("campaign.sender.done", brand)
        : Answer.page("campaign/sender")
            .with("brand", brand)
            .with("address", question.address().address());
  }

  @PostMapping("/sender/{token}")
  Answer agree(@PathVariable String token) {
    Optional<SenderAddresses.Question> question = senders.find(token);
    if (question.isEmpty()) {
      return unknown();
    }
    senders.verify(question.get().tenant(), question.get().address().id());
    return said("campaign.sender.done", tenants.find(question.get().tenant()).brand());
  }

  private static Answer unknown() {
    return said("campaign.sender.unknown", Brand.NONE).status(404);
  }

  private static Answer said(String text, Brand brand) {
    return Answer.page("campaign/said").with("brand", brand).with("text", text);
  }
}
