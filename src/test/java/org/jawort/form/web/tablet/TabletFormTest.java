package org.jawort.form.web.tablet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jawort.FullForm;
import org.jawort.OwnTenant;
import org.jawort.TestServer;
import org.jawort.contact.ContactCard;
import org.jawort.contact.Contacts;
import org.jawort.contact.address.Channel;
import org.jawort.contact.address.CheckedAddress;
import org.jawort.contact.group.CustomFieldType;
import org.jawort.contact.group.CustomFieldWish;
import org.jawort.contact.group.CustomFields;
import org.jawort.form.FieldType;
import org.jawort.form.Form;
import org.jawort.form.FormField;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName(
    "S4-04 S1-12 A form on a tablet has all that it has elsewhere, with and without a line")
class TabletFormTest {
  private final TestServer server = TestServer.guest();
  private final OwnTenant tenant = new OwnTenant(server, server.tenant());
  private final Form form = new FullForm(server).with(fields());
  private final HandedOver tablet = new HandedOver(server, server.owner(), "Messe", form);

  private List<FormField> fields() {
    return List.of(
        FormField.of("email", "Adresse", FieldType.EMAIL, true, 254),
        FormField.of("company", "Firma", FieldType.COMPANY, false, 100),
        FormField.of("mobile", "Mobil", FieldType.MOBILE, false, 40),
        own("visits", "Besuche", FieldType.NUMBER, CustomFieldType.NUMBER, List.of()),
        own("topics", "Themen", FieldType.CHOICES, CustomFieldType.CHOICES, List.of("A", "B", "C")),
        own("birthday", "Geburtstag", FieldType.DATE, CustomFieldType.DATE, List.of()));
  }

  private FormField own(
      String name, String label, FieldType type, CustomFieldType kind, List<String> choices) {
    UUID field =
        server
            .bean(CustomFields.class)
            .create(server.tenant(), new CustomFieldWish(label, kind, choices))
            .orElseThrow();
    return new FormField(name, label, type, false, 200, null, choices, field);
  }

  /** What somebody entered, with these boxes ticked. */
  private static List<List<String>> entries(String address, String mobile, String... ticked) {
    var entries = new ArrayList<List<String>>();
    entries.add(List.of("email", address));
    entries.add(List.of("company", "Turm GmbH"));
    entries.add(List.of("mobile", mobile));
    entries.add(List.of("visits", "3,5"));
    entries.add(List.of("topics", "A"));
    entries.add(List.of("topics", "C"));
    entries.add(List.of("birthday", "1990-12-24"));
    List.of(ticked).forEach(box -> entries.add(List.of(box, "true")));
    return entries;
  }

  private String sent(List<List<String>> entries, Instant signedAt, boolean attended) {
    return tablet.send(tablet.sealed(entries, HandedOver.DRAWN, signedAt), attended).body();
  }

  private ContactCard card(String address) {
    return server
        .bean(Contacts.class)
        .find(server.tenant(), CheckedAddress.parse(Channel.EMAIL, address).orElseThrow())
        .orElseThrow();
  }

  @Test
  @DisplayName("law 1, 6, 56 several boxes, the age, the information and the colour are shown")
  void shown() {
    assertThat(tablet.browser.get("/t").body())
        .contains("name=\"consent-newsletter\"", "name=\"consent-events\"", FullForm.EVENTS)
        .contains("(freiwillig)", "Ich bin mindestens 16 Jahre alt.")
        .contains("data-missing=\"Bitte bestätigen Sie Ihr Alter.")
        .contains("<details class=\"information\">", "Muster &lt;Hosting&gt; GmbH\nBerlin")
        .contains("/assets/t/" + FullForm.COLOUR.substring(1) + ".css")
        .contains("In „Mobil“ gehört eine Mobilnummer")
        .doesNotContain("checked", "data-none", "??");
  }

  @Test
  @DisplayName(
      "law 1, 6 an optional box asks nothing unless ticked, and nobody is signed up so young")
  void asked() {
    Instant now = server.clock().instant();
    String young = "young-" + UUID.randomUUID() + "@example.org";
    assertThat(sent(entries(young, "", "consent-newsletter", "privacy"), now, true))
        .contains("\"state\":\"faults\"", "\"field\":\"age\"", "Bitte bestätigen Sie Ihr Alter");
    String one = "one-" + UUID.randomUUID() + "@example.org";
    assertThat(sent(entries(one, "", "consent-newsletter", "privacy", "age"), now, true))
        .contains("taken");
    assertThat(tenant.purposes(one)).containsExactly("newsletter");
  }

  @Test
  @DisplayName("S1-12 what waited for a line brings every answer and each box that was ticked")
  void late() {
    server.clock().tick(Duration.ofMinutes(50));
    Instant earlier = server.clock().instant().minus(Duration.ofMinutes(30));
    String late = "late-" + UUID.randomUUID() + "@example.org";
    List<List<String>> all =
        entries(late, "0151 23456789", "consent-newsletter", "consent-events", "privacy", "age");
    assertThat(sent(all, earlier, false)).contains("taken");
    assertThat(tenant.purposes(late)).containsExactly("events", "newsletter");
    assertThat(card(late).contact().company()).isEqualTo("Turm GmbH");
    tenant.confirm(late);
    assertThat(card(late).points())
        .extracting(point -> point.channel().name())
        .containsExactlyInAnyOrder("EMAIL", "SMS");
    assertThat(server.bean(CustomFields.class).of(server.tenant(), card(late).contact().id()))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("Besuche", "3.5", "Themen", "A\nC", "Geburtstag", "1990-12-24"));
    String landline = "line-" + UUID.randomUUID() + "@example.org";
    assertThat(
            sent(
                entries(landline, "030 123456", "consent-newsletter", "privacy", "age"),
                earlier,
                false))
        .contains("faulty");
    assertThat(server.owner().get(tablet.desk()).body()).contains("mobile: no-mobile");
  }
}
