package org.jawort.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jawort.FullForm;
import org.jawort.OwnTenant;
import org.jawort.TestBrowser;
import org.jawort.TestServer;
import org.jawort.consent.purpose.Purposes;
import org.jawort.contact.group.CustomFieldType;
import org.jawort.contact.group.CustomFieldWish;
import org.jawort.contact.group.CustomFields;
import org.jawort.form.Embeddings;
import org.jawort.form.FieldType;
import org.jawort.form.Form;
import org.jawort.form.FormContent;
import org.jawort.form.FormField;
import org.jawort.form.InformationTopic;
import org.jawort.form.OwnForms;
import org.jawort.platform.Database;
import org.jawort.platform.Language;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What staff name and write is text, too, for colleagues and visitors: a form's name, questions and
 * answers to choose, own fields, and the information of Art. 13.
 */
class StaffMarkupTest {
  private static final List<String> CORPUS =
      StoredMarkupTest.corpus().stream()
          .filter(line -> line.length() <= 80 && line.equals(line.strip()))
          .toList();

  private final TestServer server = TestServer.guest();
  private final MarkupJudge judge = new MarkupJudge();

  private static Map<InformationTopic, String> informed() {
    var own = new EnumMap<InformationTopic, String>(InformationTopic.class);
    List<InformationTopic> topics = List.of(InformationTopic.values());
    for (int at = 0; at < CORPUS.size(); at++) {
      own.merge(topics.get(at % topics.size()), CORPUS.get(at), (a, b) -> a + "\n" + b);
    }
    return own;
  }

  private List<FormField> fields() {
    UUID own =
        server
            .bean(CustomFields.class)
            .create(
                server.tenant(),
                new CustomFieldWish(CORPUS.getFirst(), CustomFieldType.CHOICES, CORPUS))
            .orElseThrow();
    var fields = new ArrayList<FormField>();
    fields.add(FormField.of("email", "Adresse", FieldType.EMAIL, true, 254));
    fields.add(
        new FormField("own", CORPUS.getFirst(), FieldType.CHOICES, false, 200, null, CORPUS, own));
    fields.add(new FormField("one", "Eines", FieldType.CHOICE, false, 200, null, CORPUS));
    for (int at = 0; at < 40; at++) {
      String text = CORPUS.get(at);
      FieldType type = at % 8 == 0 ? FieldType.NOTE : FieldType.TEXT;
      String help = type == FieldType.NOTE ? null : CORPUS.get(CORPUS.size() - 1 - at);
      fields.add(new FormField("text" + at, text, type, false, 200, help, List.of()));
    }
    return fields;
  }

  @Test
  @DisplayName("S0-01 what staff write is text on forms, for those who edit them, and in alarms")
  void textEverywhere() {
    Form form = new FullForm(server, CORPUS.getFirst(), informed()).with(fields());
    named();
    alarmed();
    forms(form);
    staff(form);
    tablet(form);
    judge.read();
    assertThat(judge.wrong()).isEmpty();
  }

  /** Forms of all these names. */
  private void named() {
    var newsletter =
        server.bean(Purposes.class).byKey(server.tenant(), Purposes.NEWSLETTER).orElseThrow().id();
    CORPUS.forEach(
        name ->
            server
                .bean(OwnForms.class)
                .begin(server.tenant(), name, Language.DE, newsletter, FormContent.STANDARD));
  }

  /** Whoever was paused stays so until somebody of the staff lifts it. */
  private void alarmed() {
    // Before anybody came, the overview is another page.
    new OwnTenant(server, server.tenant()).signUp("ada@example.org");
    String sql =
        """
        INSERT INTO form_alarm (tenant_id, id, form_id, since, counted, usual, paused)
        SELECT tenant_id, gen_random_uuid(), id, now(), 500, 1, true FROM form
        WHERE tenant_id = :tenant
        """;
    server
        .bean(Database.class)
        .write(
            server.tenant(),
            connection ->
                server
                    .bean(JdbcClient.class)
                    .sql(sql)
                    .param("tenant", server.tenant().value())
                    .update());
  }

  private void forms(Form form) {
    TestBrowser visitor = server.browser();
    for (String path : List.of("", "/frame", "/embed", "/embed.js")) {
      TestBrowser.Page page = visitor.get("/f/" + form.key() + path);
      assertThat(page.status()).as(path).isEqualTo(200);
      judge.see(path, page);
    }
    TestBrowser.Page faulty = visitor.postBare("/f/" + form.key(), Map.of("one", "x"));
    assertThat(faulty.status()).isEqualTo(422);
    judge.see("faults", faulty);
    judge.see("pasted", "text/html", server.bean(Embeddings.class).of(form).plain());
  }

  private void staff(Form form) {
    TestBrowser staff = server.owner();
    assertThat(staff.get("/app").body())
        .as("the alarms are there")
        .contains("kam viel mehr als sonst", "&lt;script&gt;" + MarkupJudge.PROBE);
    String own = "/app/forms/" + form.id();
    var pages = new ArrayList<>(List.of("/app", "/app/forms", "/app/settings/fields", own));
    for (String tab : List.of("fields", "texts", "information", "look", "action", "after")) {
      pages.add(own + "/edit?tab=" + tab);
    }
    for (String page : List.of("use", "versions", "versions/1/shown", "submissions", "tablet")) {
      pages.add(own + "/" + page);
    }
    for (String path : pages) {
      TestBrowser.Page page = staff.get(path);
      assertThat(page.status()).as(path).isEqualTo(200);
      judge.see(path, page);
    }
  }

  private void tablet(Form form) {
    TestBrowser holder = server.owner();
    String desk = "/app/forms/" + form.id() + "/tablet";
    holder.get(desk);
    String place = CORPUS.getFirst();
    holder.post(desk, Map.of("place", place, "idle", "60", "pin", "7351", "pinAgain", "7351"));
    TestBrowser.Page page = holder.get("/t");
    assertThat(page.status()).isEqualTo(200);
    judge.see("tablet", page);
    judge.see("opened", server.owner().get(desk));
  }
}
