package org.jawort.isolation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jawort.TestServer;
import org.jawort.campaign.Campaign;
import org.jawort.campaign.CampaignId;
import org.jawort.campaign.CampaignLife;
import org.jawort.campaign.Drafts;
import org.jawort.campaign.Heading;
import org.jawort.campaign.SenderAddresses;
import org.jawort.campaign.image.Images;
import org.jawort.campaign.template.Content;
import org.jawort.consent.ecg.EcgLists;
import org.jawort.consent.ecg.EcgSources;
import org.jawort.consent.permission.MessageClass;
import org.jawort.delivery.Mail;
import org.jawort.delivery.StaffMails;
import org.jawort.form.FormAction;
import org.jawort.form.FormContent;
import org.jawort.form.FormDrafts;
import org.jawort.form.FormExtras;
import org.jawort.form.FormId;
import org.jawort.form.Forms;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.tenant.User;
import org.jawort.tenant.UserId;
import org.jawort.tenant.Users;
import org.jawort.tenant.retention.KeptThing;
import org.jawort.tenant.retention.RetentionPeriods;
import org.jspecify.annotations.Nullable;

/** What staff wrote for a tenant, so that the tables of campaigns have something of everybody. */
record Written(TestServer server, TenantId tenant) {
  /** Drafts, a campaign in work again, sender addresses, a picture and a mail to staff. */
  void fill(String name, String address, Map<String, UUID> ids, Map<String, String> texts) {
    var user = new UserId(ids.get("user"));
    User staff = server.bean(Users.class).find(tenant, user).orElseThrow();
    CampaignId draft = begin("Entwurf " + name, user);
    CampaignId newer = begin("Neuer Entwurf", user);
    server.bean(CampaignLife.class).workAgain(tenant, new CampaignId(ids.get("campaign")), user);
    // What a form asks with.
    for (String room : List.of("AskingMails.campaign", "FormMails.campaign", "chosen")) {
      ids.put(room, ids.get("mail"));
    }
    ids.put("Drafts.campaign", draft.value());
    ids.put("CampaignList.campaign", newer.value());
    ids.put("CampaignList.id", draft.value());
    texts.put("CampaignList.text", "Entwurf " + name);
    senders(address, staff, ids);
    server.bean(Images.class).keep(tenant, name + ".png", name, png(), user);
    UUID mail =
        server
            .bean(StaffMails.class)
            .queue(
                tenant,
                StaffMails.Kind.NOTICE,
                new Mail("post@salon.example", address, false, name.getBytes(UTF_8)))
            .value();
    ids.put("StaffMails.message", mail);
    ids.put("StaffMails.mail", mail);
    ids.put("StaffMailClaims.id", mail);
    ids.put("changedBy", user.value());
    byte[] listed = new byte[20];
    listed[0] = (byte) 0xEC;
    server.bean(RetentionPeriods.class).choose(tenant, user.value(), Map.of(KeptThing.CALL, 77));
    server.bean(EcgLists.class).load(tenant, user.value(), "Liste von " + name, listed);
    server
        .bean(EcgSources.class)
        .choose(tenant, user.value(), "https://127.0.0.1/" + name + "/ecg-liste.hash");
    form(name, user);
    asking(ids.get("mail"), user);
  }

  /** A form that asks with a mail of its own. */
  private void asking(UUID mail, UserId user) {
    FormDrafts drafts = server.bean(FormDrafts.class);
    FormId form =
        server.bean(Forms.class).all(tenant).stream()
            .filter(one -> one.language() == Language.EN)
            .findFirst()
            .orElseThrow()
            .id();
    var action = new FormAction(List.of(), List.of(), null, null, mail, false);
    drafts.save(tenant, form, 0, FormContent.STANDARD.with(FormExtras.NONE.with(action)), user);
    drafts.publish(tenant, form, 1);
  }

  /** A form that leads to an allowed host, and a draft of it with a change before and after. */
  private void form(String name, UserId user) {
    FormDrafts drafts = server.bean(FormDrafts.class);
    FormId form = server.bean(Forms.class).all(tenant).getFirst().id();
    drafts.save(tenant, form, 0, saying(name, "https://" + name + ".example/danke"), user);
    drafts.publish(tenant, form, 1);
    drafts.save(tenant, form, 0, saying("Entwurf " + name, null), user);
    drafts.save(tenant, form, 1, saying("Neuer Entwurf", null), user);
    drafts.undo(tenant, form, 2, user);
  }

  private static FormContent saying(String title, @Nullable String redirect) {
    return new FormContent(title, null, List.of(), null, null, null, null, redirect);
  }

  private CampaignId begin(String name, UserId user) {
    var heading = new Heading(name, Campaign.Trigger.EVENT, Language.DE, MessageClass.ADVERTISING);
    return server
        .bean(Drafts.class)
        .create(tenant, heading, Content.empty(Content.Kind.HTML), user);
  }

  private void senders(String address, User staff, Map<String, UUID> ids) {
    SenderAddresses senders = server.bean(SenderAddresses.class);
    for (String one : List.of(address, "zweite-" + address)) {
      senders.ask(tenant, one, staff);
    }
    for (SenderAddresses.SenderAddress one : senders.all(tenant)) {
      if (one.address().equals(address)) {
        senders.verify(tenant, one.id());
      } else {
        ids.put("SenderAddresses.id", one.id());
      }
    }
  }

  /** As much of a picture as its header. */
  private static byte[] png() {
    return ByteBuffer.allocate(33)
        .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13})
        .put("IHDR".getBytes(UTF_8))
        .putInt(8)
        .putInt(8)
        .array();
  }
}
