package org.jawort.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.TestServer;
import org.jawort.campaign.template.CampaignProblem;
import org.jawort.campaign.template.Content;
import org.jawort.consent.permission.MessageClass;
import org.jawort.platform.Database;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.tenant.IpMode;
import org.jawort.tenant.NewTenant;
import org.jawort.tenant.TenantProfile;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.UserId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Draft, ready, in work again, archived. */
class CampaignLifeTest {
  private final TestServer server = TestServer.shared();
  private final TenantId tenant =
      server.bean(Tenants.class).create(new NewTenant(profile("Impressum"), true));
  private final UserId user = new UserId(UUID.randomUUID());
  private final Drafts drafts = server.bean(Drafts.class);
  private final CampaignLife life = server.bean(CampaignLife.class);

  private static TenantProfile profile(String imprint) {
    return new TenantProfile(
        "Salon Leben",
        imprint,
        Optional.of(URI.create("https://salon.example/datenschutz")),
        "Salon Leben",
        "post@salon.example",
        Optional.empty(),
        List.of(Language.DE, Language.EN),
        ZoneId.of("Europe/Berlin"),
        IpMode.TRUNCATED,
        "#a8326f",
        "DE");
  }

  private CampaignId begin(MessageClass messageClass, String html) {
    var heading = new Heading("K", Campaign.Trigger.EVENT, Language.DE, messageClass);
    var content = new Content("Betreff", "", "", "", "", Content.Kind.HTML, html, "", "");
    return drafts.create(tenant, heading, content, user);
  }

  private Campaign found(CampaignId id) {
    return server.bean(CampaignList.class).find(tenant, id.value()).orElseThrow();
  }

  private List<String> lacks(MessageClass messageClass, String html) {
    var content = new Content("Betreff", "", "", "", "", Content.Kind.HTML, html, "", "");
    return lacks(messageClass, content);
  }

  private List<String> lacks(MessageClass messageClass, Content content) {
    var heading = new Heading("K", Campaign.Trigger.EVENT, Language.DE, messageClass);
    CampaignId id = drafts.create(tenant, heading, content, user);
    return server.bean(Previews.class).lacks(tenant, drafts.find(tenant, id).orElseThrow()).stream()
        .map(campaignProblem -> campaignProblem.kind() + ":" + campaignProblem.line())
        .toList();
  }

  @Test
  @DisplayName("S1-10 ready is frozen; work goes on beside it, and then the next version is sent")
  void versions() {
    CampaignId id = begin(MessageClass.ADVERTISING, "<p>eins</p>");
    assertThat(found(id).version()).isZero();

    assertThat(life.makeReady(tenant, id, 1, user)).isEqualTo(new ReadyingOutcome.Ready(1));
    assertThat(drafts.find(tenant, id)).isEmpty();
    assertThat(life.makeReady(tenant, id, 1, user)).isInstanceOf(ReadyingOutcome.NoDraft.class);
    assertThat(life.workAgain(tenant, id, user)).isInstanceOf(CampaignStatusOutcome.Done.class);
    assertThat(life.workAgain(tenant, id, user)).isInstanceOf(CampaignStatusOutcome.NotNow.class);
    assertThat(found(id).status()).isEqualTo(Campaign.Status.READY);
    assertThat(found(id).version()).isEqualTo(1);
    Draft again = drafts.find(tenant, id).orElseThrow();
    assertThat(again.content().html()).isEqualTo("<p>eins</p>");
    drafts.save(
        tenant,
        id,
        1,
        new Heading("Neu", Campaign.Trigger.SCHEDULED, Language.EN, MessageClass.NOTICE),
        again.content().with("<p>zwei</p>", ""),
        user);

    assertThat(found(id).name()).isEqualTo("Neu");
    assertThat(found(id).language()).as("what was sent stays").isEqualTo(Language.DE);
    assertThat(found(id).messageClass()).isEqualTo(MessageClass.ADVERTISING);
    assertThat(life.makeReady(tenant, id, 1, user)).isInstanceOf(ReadyingOutcome.Overtaken.class);
    assertThat(life.makeReady(tenant, id, 2, user)).isEqualTo(new ReadyingOutcome.Ready(2));
    assertThat(server.bean(CampaignVersions.class).of(tenant, id))
        .extracting(version -> version.content().html())
        .containsExactly("<p>zwei</p>", "<p>eins</p>");
  }

  @Test
  @DisplayName("S1-10 two editors: the later one is told, and nothing is overwritten")
  void twoEditors() {
    CampaignId id = begin(MessageClass.ADVERTISING, "<p>eins</p>");
    Draft seen = drafts.find(tenant, id).orElseThrow();
    Heading heading = Heading.of(seen.campaign());

    assertThat(drafts.save(tenant, id, 1, heading, seen.content().with("<p>A</p>", ""), user))
        .isEqualTo(new SavingOutcome.Saved(2));
    SavingOutcome late =
        drafts.save(tenant, id, 1, heading, seen.content().with("<p>B</p>", ""), user);

    assertThat(late).isInstanceOf(SavingOutcome.Overtaken.class);
    assertThat(((SavingOutcome.Overtaken) late).theirs().content().html()).isEqualTo("<p>A</p>");
    assertThat(drafts.find(tenant, id).orElseThrow().content().html()).isEqualTo("<p>A</p>");
  }

  @Test
  @DisplayName("S1-10 what an active process uses is neither set back, archived nor deleted")
  void inUse() {
    var busy =
        new CampaignLife(
            server.bean(Database.class),
            server.bean(JdbcClient.class),
            server.bean(Tenants.class),
            drafts,
            server.bean(CampaignVersions.class),
            server.bean(Checks.class),
            List.of((asked, campaign) -> List.of("Standardprozess")),
            server.bean(InstantSource.class));
    CampaignId id = begin(MessageClass.ADVERTISING, "<p>eins</p>");
    assertThat(busy.deleteDraft(tenant, id, 1))
        .isEqualTo(new CampaignStatusOutcome.InUse(List.of("Standardprozess")));
    busy.makeReady(tenant, id, 1, user);

    assertThat(busy.setBack(tenant, id, user)).isInstanceOf(CampaignStatusOutcome.InUse.class);
    assertThat(busy.archive(tenant, id)).isInstanceOf(CampaignStatusOutcome.InUse.class);
    assertThat(found(id).status()).isEqualTo(Campaign.Status.READY);
    assertThat(busy.workAgain(tenant, id, user)).isInstanceOf(CampaignStatusOutcome.Done.class);
    assertThat(busy.deleteDraft(tenant, id, 1))
        .as("the new one")
        .isInstanceOf(CampaignStatusOutcome.Done.class);
  }

  @Test
  @DisplayName("S1-10 set back, archived, taken out, deleted")
  void ends() {
    CampaignId id = begin(MessageClass.ADVERTISING, "<p>eins</p>");
    life.makeReady(tenant, id, 1, user);
    assertThat(life.setBack(tenant, id, user)).isInstanceOf(CampaignStatusOutcome.Done.class);
    assertThat(found(id).status()).isEqualTo(Campaign.Status.DRAFT);
    assertThat(life.archive(tenant, id)).isInstanceOf(CampaignStatusOutcome.Done.class);
    assertThat(life.archive(tenant, id)).isInstanceOf(CampaignStatusOutcome.NotNow.class);
    assertThat(life.restore(tenant, id)).isInstanceOf(CampaignStatusOutcome.Done.class);
    assertThat(found(id).status()).isEqualTo(Campaign.Status.READY);

    CampaignId draft = begin(MessageClass.ADVERTISING, "<p>x</p>");
    assertThat(life.deleteDraft(tenant, draft, 7)).isInstanceOf(CampaignStatusOutcome.NotNow.class);
    assertThat(life.deleteDraft(tenant, draft, 1)).isInstanceOf(CampaignStatusOutcome.Done.class);
    assertThat(server.bean(CampaignList.class).find(tenant, draft.value())).isEmpty();
  }

  @Test
  void readableSubject() {
    assertThat(
            CampaignList.readable(
                "{% if renewal %}Noch?{% else %}Bitte bei {{ tenant }}{% endif %}{# x #}"))
        .isEqualTo("Bitte bei …");
  }

  @Test
  @DisplayName("S1-10 a copy is a draft with the same content")
  void copy() {
    Campaign standard = server.bean(Campaigns.class).all(tenant).getFirst();
    CampaignId copy = drafts.copy(tenant, standard.id(), "Kopie", user).orElseThrow();

    Draft draft = drafts.find(tenant, copy).orElseThrow();
    assertThat(draft.campaign().status()).isEqualTo(Campaign.Status.DRAFT);
    assertThat(draft.content().html()).isEqualTo(StandardCampaigns.body(Language.DE, "html"));
    assertThat(server.bean(Previews.class).lacks(tenant, draft)).isEmpty();
    assertThat(life.makeReady(tenant, copy, 1, user)).isEqualTo(new ReadyingOutcome.Ready(1));
    assertThat(drafts.copy(tenant, new CampaignId(UUID.randomUUID()), "x", user)).isEmpty();
  }

  @Test
  @DisplayName("S1-10 what is missing, all at once")
  void missing() {
    assertThat(lacks(MessageClass.ADVERTISING, "<p>x</p>")).isEmpty();
    assertThat(lacks(MessageClass.ADVERTISING, Content.empty(Content.Kind.HTML)))
        .containsExactlyInAnyOrder("SUBJECT:0", "BODY:0");
    assertThat(
            lacks(
                MessageClass.ADVERTISING,
                """
                <p>{{ fist_name }} {{ confirm_link('x') }}</p>
                <img src="https://cdn.example/a.png">
                <script>x</script><a href="javascript:x" onclick="x">x</a>
                """))
        .containsExactlyInAnyOrder(
            "DEAD_FIELD:1",
            "DEAD_FIELD:1",
            "ALT_TEXT:2",
            "FOREIGN:2",
            "ACTIVE:3",
            "ACTIVE:3",
            "ACTIVE:3");
    assertThat(lacks(MessageClass.ADVERTISING, "<p>a</p>\n<p>{{ first_name </p>"))
        .containsExactly("TEMPLATE:2");
    assertThat(lacks(MessageClass.ADVERTISING, "<p>{{ preferences_link('x') }}</p>"))
        .containsExactly("TEMPLATE:1");
    String list = "[" + "1,".repeat(900) + "1]";
    String loops = "{%% for a in %1$s %%}{%% for b in %1$s %%}x{%% endfor %%}{%% endfor %%}";
    assertThat(
            lacks(
                MessageClass.ADVERTISING,
                "<p>{% if first_name == 'Bob' %}" + loops.formatted(list) + "{% endif %}</p>"))
        .as("what only one first name would meet")
        .containsExactly("TEMPLATE:1");
    var stranger =
        new Content("S", "", "", "chef@bank.example", "", Content.Kind.HTML, "<p>x</p>", "", "");
    assertThat(lacks(MessageClass.ADVERTISING, stranger)).containsExactly("SENDER:0");
  }

  @Test
  @DisplayName("Law 8, 9: a confirmation mail asks, and does not advertise")
  void confirmation() {
    assertThat(
            lacks(
                MessageClass.OPT_IN,
                """
                <p>Hallo</p>
                <a href="https://salon.example/angebote">Angebote</a>
                """))
        .containsExactlyInAnyOrder("CONFIRM_LINK:0", "CONFIRM_LINK:0", "ADVERTISING:2");
    assertThat(
            lacks(
                MessageClass.OPT_IN,
                """
                {% for consent in consents %}<p>{{ consent }}</p>{% endfor %}
                <p><a href="{{ confirm_url }}">Ja</a> <a href="{{ privacy_policy_url }}">D</a></p>
                """))
        .isEmpty();
  }

  @Test
  @DisplayName("Law 27: without an imprint nothing becomes ready")
  void imprint() {
    CampaignId id = begin(MessageClass.ADVERTISING, "<p>x</p>");
    server
        .bean(Database.class)
        .write(
            tenant,
            connection ->
                server
                    .bean(JdbcClient.class)
                    .sql("UPDATE tenant SET imprint = '' WHERE id = ?")
                    .param(tenant.value())
                    .update());
    server.clock().tick(java.time.Duration.ofMinutes(1));
    server.bean(Tenants.class).update(tenant, profile(""));

    assertThat(life.makeReady(tenant, id, 1, user))
        .isInstanceOfSatisfying(
            ReadyingOutcome.Lacking.class,
            lacking ->
                assertThat(lacking.lacks())
                    .extracting(CampaignProblem::kind)
                    .contains(CampaignProblem.Kind.IMPRINT));
    assertThat(found(id).status()).isEqualTo(Campaign.Status.DRAFT);
  }

  @Test
  @DisplayName("S1-10 blocks make a mail that can be sent; what is typed stays text")
  void blocks() {
    Starters starters = server.bean(Starters.class);
    for (MessageClass messageClass : MessageClass.values()) {
      for (Language language : Language.values()) {
        for (Content.Kind kind : Content.Kind.values()) {
          var heading = new Heading("K", Campaign.Trigger.EVENT, language, messageClass);
          Content begun = starters.of(heading, kind);
          var content =
              new Content("S", "", "", "", "", kind, begun.html(), begun.text(), begun.blocks());
          assertThat(lacks(messageClass, content)).as(messageClass + " " + kind).isEmpty();
        }
      }
    }
    BlockHtml door = server.bean(BlockHtml.class);
    List<Block> all =
        List.of(
            new Block(
                Block.Kind.TEXT,
                "<b>a</b> **fett** [w](https://x.example/?a=1&b=2)",
                "",
                "",
                "",
                "",
                0),
            new Block(
                Block.Kind.IMAGE, "Ein \"Logo\"", "", "", "https://x.example/", "7/a.png", 900),
            new Block(
                Block.Kind.BUTTON, "", "", "Los", "https://x.example/{{ first_name }}", "", 0),
            new Block(Block.Kind.COLUMNS, "links", "rechts", "", "", "", 0),
            new Block(Block.Kind.OFFER, "10 %", "ADA10", "Holen", "https://x.example/", "", 0),
            Block.of(Block.Kind.DIVIDER),
            Block.labelled(Block.Kind.WEB_VERSION, "Im 'Browser'"));
    assertThat(door.read(door.write(all))).isEqualTo(all);
    Content made = starters.withBlocks(Content.empty(Content.Kind.BLOCKS), all, Language.DE);
    assertThat(made.html())
        .contains("&lt;b&gt;a&lt;/b&gt; <strong>fett</strong>")
        .contains("href=\"https://x.example/?a=1&amp;b=2\"")
        .contains("src=\"{{ images }}7/a.png\" alt=\"Ein &quot;Logo&quot;\" width=\"536\"");
    var content =
        new Content("S", "", "", "", "", Content.Kind.BLOCKS, made.html(), "", made.blocks());
    assertThat(lacks(MessageClass.ADVERTISING, content)).isEmpty();
  }
}
