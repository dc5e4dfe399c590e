package org.jawort.desk.web;

import java.util.List;
import java.util.UUID;
import org.jawort.Await;
import org.jawort.TestBrowser;
import org.jawort.TestServer;
import org.jawort.consent.Evidence;
import org.jawort.contact.ContactKind;
import org.jawort.contact.Contacts;
import org.jawort.contact.CreationOutcome;
import org.jawort.contact.MasterData;
import org.jawort.contact.NewContact;
import org.jawort.contact.Origin;
import org.jawort.contact.address.Channel;
import org.jawort.contact.address.CheckedAddress;
import org.jawort.form.Form;
import org.jawort.form.Forms;
import org.jawort.optin.OptIns;
import org.jawort.optin.SignUp;
import org.jawort.platform.Database;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.tenant.NewUser;
import org.jawort.tenant.Role;
import org.jawort.tenant.StaffEmail;
import org.jawort.tenant.Users;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A tenant of its own for the pages of the desk, and what they show. */
public final class DeskServer implements AutoCloseable {
  private static final String PASSWORD = "vier rote Fahrräder im Regen";

  public final TestServer server;

  /** On the shared server. */
  public DeskServer() {
    this(TestServer.guest());
  }

  public DeskServer(TestServer server) {
    this.server = server;
  }

  public TenantId tenant() {
    return server.tenant();
  }

  public TestBrowser owner() {
    return server.owner();
  }

  public TestBrowser signedIn(Role role) {
    String address = role.name().toLowerCase() + "-" + UUID.randomUUID() + "@salon.example";
    var user =
        new NewUser(
            role.name(), StaffEmail.parse(address).orElseThrow(), role, Language.DE, PASSWORD);
    server.bean(Users.class).add(tenant(), user);
    return server.browser().signIn(address, PASSWORD);
  }

  public Form form() {
    return server.bean(Forms.class).all(tenant()).getFirst();
  }

  /** Somebody signs up; returns the contact. */
  public UUID signUp(String address, String firstName, String lastName) {
    Form form = form();
    List<Evidence.Box> boxes =
        form.definition().boxes().stream()
            .map(box -> new Evidence.Box(box.key(), box.wording(), box.text(), true))
            .toList();
    var evidence =
        Evidence.of(address)
            .seen("192.0.2.0/24", "Browser/1")
            .on("https://salon.example/", null)
            .onForm(
                server
                    .bean(Forms.class)
                    .shown(tenant(), form.version())
                    .orElseThrow()
                    .told()
                    .sha256())
            .shown(boxes);
    server
        .bean(OptIns.class)
        .signUp(
            new SignUp(
                tenant(),
                address,
                address,
                firstName,
                lastName,
                form.language(),
                form.purpose(),
                form.version(),
                evidence));
    return contactOf(address);
  }

  /** A contact that another system created. */
  public UUID create(TenantId tenant, String address, String firstName, String lastName) {
    var data = new MasterData(ContactKind.CUSTOMER, firstName, lastName, null, Language.DE);
    var checked = CheckedAddress.parse(Channel.EMAIL, address).orElseThrow();
    var created =
        server
            .bean(Contacts.class)
            .create(tenant, List.of(new NewContact(data, List.of(checked), Origin.API)));
    return ((CreationOutcome.Created) created.getFirst()).card().contact().id().value();
  }

  public UUID contactOf(String address) {
    return ask("SELECT contact_id FROM contact_point WHERE address = :address", "address", address);
  }

  public UUID pointOf(UUID contact) {
    return ask("SELECT id FROM contact_point WHERE contact_id = :contact", "contact", contact);
  }

  /** Waits until as many entries stand in the ledger about a contact's only contact point. */
  public void awaitEvents(UUID contact, int events) {
    UUID point = pointOf(contact);
    Await.until(
        "as many events stand in the ledger",
        () ->
            ask(
                    "SELECT lpad(count(*)::text, 32, '0')::uuid FROM consent_event"
                        + " WHERE contact_point_id = :point",
                    "point",
                    point)
                .getLeastSignificantBits(),
        count -> count >= events);
  }

  /** Asks the database, as the application may, for an id. */
  public UUID ask(String sql, String name, Object value) {
    return server
        .bean(Database.class)
        .read(
            tenant(),
            connection ->
                server
                    .bean(JdbcClient.class)
                    .sql(sql)
                    .param(name, value)
                    .query(UUID.class)
                    .single());
  }

  @Override
  public void close() {
    server.close();
  }
}
