package org.jawort.delivery;

import java.time.Instant;
import java.util.List;
import org.jawort.TestServer;
import org.jawort.campaign.Campaigns;
import org.jawort.consent.permission.MessageClass;
import org.jawort.consent.purpose.Purposes;
import org.jawort.contact.ContactKind;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.Contacts;
import org.jawort.contact.CreationOutcome;
import org.jawort.contact.MasterData;
import org.jawort.contact.NewContact;
import org.jawort.contact.Origin;
import org.jawort.contact.address.Channel;
import org.jawort.contact.address.CheckedAddress;
import org.jawort.platform.Database;
import org.jawort.platform.Ids;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;

/** Queues notices to one person, due when a test says. */
final class DueMessages {
  private final TestServer server;
  private final TenantId tenant;
  private final ContactPointId recipient;

  DueMessages(TestServer server, TenantId tenant) {
    this.server = server;
    this.tenant = tenant;
    var data = new MasterData(ContactKind.CUSTOMER, "Ada", null, null, Language.DE);
    var address = CheckedAddress.parse(Channel.EMAIL, "ada@example.org").orElseThrow();
    var wanted = new NewContact(data, List.of(address), Origin.STAFF);
    CreationOutcome created =
        server.bean(Contacts.class).create(tenant, List.of(wanted)).getFirst();
    this.recipient = ((CreationOutcome.Created) created).card().points().getFirst().id();
  }

  MessageId queue(Instant due) {
    var id = new MessageId(server.bean(Ids.class).next());
    return server
        .bean(Database.class)
        .write(
            tenant,
            connection -> {
              var purpose =
                  server.bean(Purposes.class).byKey(tenant, Purposes.NEWSLETTER).orElseThrow();
              var campaign =
                  server.bean(Campaigns.class).confirmation(connection, tenant, Language.DE);
              var message =
                  new NewMessage(
                      tenant,
                      id,
                      recipient,
                      MessageClass.NOTICE,
                      purpose.id(),
                      campaign,
                      null,
                      null,
                      due);
              server.bean(Outbox.class).queue(connection, List.of(message));
              return id;
            });
  }
}
