package org.jawort.form.web.edit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jawort.TestBrowser;
import org.jawort.TestServer;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.consent.purpose.PurposeName;
import org.jawort.consent.purpose.PurposeProfile;
import org.jawort.consent.purpose.Purposes;
import org.jawort.consent.purpose.Wordings;
import org.jawort.contact.address.Channel;
import org.jawort.form.Form;
import org.jawort.form.FormBox;
import org.jawort.form.Forms;
import org.jawort.platform.Language;
import org.jawort.tenant.UserId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("S1-12 law 1 the boxes for consents are built")
class ConsentEditTest {
  private final TestServer server = TestServer.guest();
  private final TestBrowser owner = server.owner();
  private final Purposes purposes = server.bean(Purposes.class);

  private PurposeId worded(String key, String name) {
    PurposeId purpose =
        purposes
            .create(server.tenant(), key, PurposeProfile.usual(new PurposeName(name, name)))
            .orElseThrow()
            .id();
    server
        .bean(Wordings.class)
        .supersede(
            server.tenant(),
            purpose,
            Language.DE,
            Channel.EMAIL,
            "Ja, bitte: " + name,
            0,
            new UserId(UUID.randomUUID()));
    return purpose;
  }

  private String begun() {
    owner.get("/app/forms/new");
    return owner
        .post("/app/forms", Map.of("name", "Zwei", "purpose", "newsletter", "language", "de"))
        .location()
        .replaceFirst("/edit.*", "");
  }

  private Form form(String path) {
    return server.bean(Forms.class).all(server.tenant()).stream()
        .filter(one -> path.endsWith(one.id().value().toString()))
        .findFirst()
        .orElseThrow();
  }

  private List<String> boxes(String path) {
    return form(path).definition().boxes().stream().map(FormBox::key).toList();
  }

  private EditedPage page(String path) {
    String body = owner.get(path + "/edit").body();
    assertThat(body).doesNotContain("??");
    return new EditedPage(body);
  }

  private String press(String path, String button, Map<String, String> typed) {
    var pressed = owner.post(path + "/edit", page(path).sent(button, typed));
    assertThat(pressed.status()).as(pressed.body()).isEqualTo(302);
    return owner.get(pressed.location()).body();
  }

  @Test
  @DisplayName("S1-12 added, ordered, made mandatory, published, and taken out again")
  void built() {
    PurposeId events = worded("events", "Feste");
    String path = begun();
    press(path, "publish", Map.of());
    assertThat(boxes(path)).as("nothing chosen").containsExactly("newsletter", "privacy");

    assertThat(page(path).html()).contains("value=\"box-add-" + events + "\"");
    press(path, "box-add-" + events, Map.of());
    String preview = owner.get(path + "/preview").body();
    assertThat(preview).contains("id=\"consent-events\"", "Ja, bitte: Feste");
    press(path, "box-up-1", Map.of("box-required-1", "true"));
    press(path, "publish", Map.of());
    assertThat(boxes(path)).containsExactly("consent-events", "consent-newsletter", "privacy");
    assertThat(form(path).definition().boxes().stream().map(FormBox::required))
        .containsExactly(true, true, true);

    assertThat(owner.get("/app/purposes/" + events).body()).contains("Zwei");
    press(path, "box-remove-0", Map.of());
    press(path, "publish", Map.of());
    assertThat(boxes(path)).as("as it was").containsExactly("newsletter", "privacy");
    assertThat(page(path).html()).doesNotContain("box-remove-0");
  }

  @Test
  @DisplayName("law 1 a purpose that was archived meanwhile is told beside its box")
  void archived() {
    PurposeId old = worded("old", "Altes");
    String path = begun();
    press(path, "box-add-" + old, Map.of());
    purposes.archive(server.tenant(), old, true);
    assertThat(press(path, "publish", Map.of())).contains("href=\"#box-1\"", "ist archiviert");
    assertThat(boxes(path)).containsExactly("newsletter", "privacy");
  }
}
