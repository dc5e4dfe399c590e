package org.jawort.consent.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jawort.contact.ContactId;
import org.jawort.contact.ContactKind;
import org.jawort.contact.Contacts;
import org.jawort.contact.CreationOutcome;
import org.jawort.contact.MasterData;
import org.jawort.contact.NewContact;
import org.jawort.contact.Origin;
import org.jawort.contact.address.Channel;
import org.jawort.contact.address.CheckedAddress;
import org.jawort.contact.group.ContactGroups;
import org.jawort.contact.group.CustomFieldChange;
import org.jawort.contact.group.CustomFieldType;
import org.jawort.contact.group.CustomFieldValues;
import org.jawort.contact.group.CustomFieldWish;
import org.jawort.contact.group.CustomFields;
import org.jawort.contact.group.GroupMemberChanges;
import org.jawort.desk.web.DeskServer;
import org.jawort.platform.Database;
import org.jawort.platform.Language;
import org.jawort.tenant.Actor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConditionsTest {
  private DeskServer desk;
  private UUID group;
  private UUID number;
  private UUID day;
  private UUID colours;

  @BeforeAll
  void start() {
    desk = new DeskServer();
    UUID ada = create("Ada.L@example.org", "Ada", "Lovelace", null, ContactKind.CUSTOMER);
    UUID grace = create("grace@navy.example", "Grace", "Hopper", "Navy", ContactKind.SUPPLIER);
    create("oz@büro.example", "Özlem", null, "100% Büro", ContactKind.OTHER);
    desk.signUp("nele@example.org", "Nele", "Neu");
    desk.server
        .bean(GroupMemberChanges.class)
        .add(desk.tenant(), group(), List.of(new ContactId(ada)), Actor.PROCESS);
    number = field("Visits", CustomFieldType.NUMBER, List.of());
    day = field("Birthday", CustomFieldType.DATE, List.of());
    colours = field("Colours", CustomFieldType.CHOICES, List.of("red", "green", "blue"));
    fill(ada, number, "9");
    fill(grace, number, "12.5");
    fill(ada, day, "1815-12-10");
    fill(ada, colours, "red\nblue");
  }

  private UUID group() {
    group = desk.server.bean(ContactGroups.class).create(desk.tenant(), "Regulars").orElseThrow();
    return group;
  }

  private UUID create(
      String address,
      String first,
      @Nullable String last,
      @Nullable String firm,
      ContactKind kind) {
    var data = new MasterData(kind, first, last, firm, Language.DE);
    var checked = CheckedAddress.parse(Channel.EMAIL, address).orElseThrow();
    var contact = new NewContact(data, List.of(checked), Origin.STAFF);
    var made = desk.server.bean(Contacts.class).create(desk.tenant(), List.of(contact)).getFirst();
    return ((CreationOutcome.Created) made).card().contact().id().value();
  }

  private UUID field(String name, CustomFieldType type, List<String> choices) {
    var wish = new CustomFieldWish(name, type, choices);
    return desk.server.bean(CustomFields.class).create(desk.tenant(), wish).orElseThrow();
  }

  private void fill(UUID contact, UUID field, String value) {
    desk.server
        .bean(CustomFieldValues.class)
        .write(
            desk.tenant(),
            new ContactId(contact),
            List.of(new CustomFieldChange(field, "", value)),
            Actor.PROCESS);
  }

  @AfterAll
  void stop() {
    desk.close();
  }

  @ParameterizedTest
  @DisplayName("S1-16 a condition finds whom it says, and its opposite all others")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'all': []}                                                        | ada grace nele oz
          {'any': []}                                                        |
          {'about': 'lastName', 'is': 'startsWith', 'values': ['LOVE','neu']} | ada nele
          {'about': 'lastName', 'is': 'contains', 'values': ['ove']}         | ada
          {'about': 'lastName', 'is': 'is', 'values': ['hopper']}            | grace
          {'about': 'lastName', 'is': 'empty'}                               | oz
          {'about': 'firstName', 'is': 'startsWith', 'values': ['özl']}      | oz
          {'about': 'company', 'is': 'contains', 'values': ['%']}            | oz
          {'about': 'company', 'is': 'endsWith', 'values': ['vy']}           | grace
          {'about': 'company', 'is': 'filled'}                               | grace oz
          {'about': 'address', 'is': 'is', 'values': ['ADA.L@EXAMPLE.ORG']}  | ada
          {'about': 'address', 'is': 'contains', 'values': ['.l@']}          | ada
          {'about': 'address', 'is': 'startsWith', 'values': ['Grace@']}     | grace
          {'about': 'domain', 'is': 'is', 'values': ['Example.org']}         | ada nele
          {'about': 'domain', 'is': 'is', 'values': ['büro.example']}        | oz
          {'about': 'channel', 'is': 'oneOf', 'values': ['SMS']}             |
          {'about': 'kind', 'is': 'oneOf', 'values': ['SUPPLIER','OTHER']}   | grace nele oz
          {'about': 'language', 'is': 'oneOf', 'values': ['de']}             | ada grace nele oz
          {'about': 'source', 'is': 'oneOf', 'values': ['FORM']}             | nele
          {'about': 'created', 'is': 'withinDays', 'values': ['1']}          | ada grace nele oz
          {'about': 'created', 'is': 'before', 'values': ['2001-02-03']}     |
          {'about': 'group', 'is': 'oneOf', 'values': ['%group']}            | ada
          {'about': 'own', 'field': '%number', 'is': 'atLeast', 'values': ['10']} | grace
          {'about': 'own', 'field': '%number', 'is': 'atMost', 'values': ['12,5']} | ada grace
          {'about': 'own', 'field': '%number', 'is': 'empty'}                | nele oz
          {'about': 'own', 'field': '%day', 'is': 'before', 'values': ['1.1.1900']} | ada
          {'about': 'own', 'field': '%day', 'is': 'withinDays', 'values': ['9']} |
          {'about': 'own', 'field': '%colours', 'is': 'oneOf', 'values': ['green','blue']} | ada
          {'about': 'consent', 'purpose': 'newsletter', 'is': 'oneOf', 'values': ['UNKNOWN']} | ada grace oz
          {'about': 'consent', 'purpose': 'newsletter', 'is': 'oneOf', 'values': ['TRIGGERED','SENT']} | nele
          {'about': 'consentSince', 'purpose': 'newsletter', 'is': 'withinDays', 'values': ['2']} | nele
          {'about': 'mailBlock', 'is': 'filled'}                             | nele
          {'about': 'mailBlock', 'is': 'oneOf', 'values': ['NEW']}           | nele
          {'about': 'activity', 'is': 'withinDays', 'values': ['30']}        | nele
          {'about': 'activity', 'is': 'olderThanDays', 'values': ['30']}     | ada grace oz
          {'any': [{'about': 'consent', 'purpose': 'newsletter', 'is': 'oneOf', 'values': ['TRIGGERED','SENT']}, {'about': 'own', 'field': '%number', 'is': 'atLeast', 'values': ['10']}, {'not': {'about': 'company', 'is': 'filled'}}]} | ada grace nele
          {'any': [{'about': 'consent', 'purpose': 'newsletter', 'is': 'oneOf', 'values': ['CONFIRMED']}, {'about': 'consentSince', 'purpose': 'newsletter', 'is': 'withinDays', 'values': ['2']}, {'about': 'group', 'is': 'oneOf', 'values': ['%group']}]} | ada nele
          {'all': [{'about': 'consent', 'purpose': 'newsletter', 'is': 'oneOf', 'values': ['UNKNOWN']}, {'about': 'consentSince', 'purpose': 'newsletter', 'is': 'olderThanDays', 'values': ['2']}]} |
          {'all': [{'about': 'consent', 'purpose': 'newsletter', 'is': 'oneOf', 'values': ['UNKNOWN']}, {'about': 'group', 'is': 'oneOf', 'values': ['%group']}, {'about': 'own', 'field': '%number', 'is': 'filled'}]} | ada
          {'any': [{'about': 'own', 'field': '%number', 'is': 'filled'}, {'about': 'own', 'field': '%number', 'is': 'atLeast', 'values': ['10']}, {'not': {'about': 'own', 'field': '%colours', 'is': 'empty'}}]} | ada grace
          {'any': [{'about': 'own', 'field': '%number', 'is': 'empty'}, {'about': 'consent', 'purpose': 'newsletter', 'is': 'oneOf', 'values': ['SENT','TRIGGERED']}]} | nele oz
          {'any': [{'about': 'group', 'is': 'oneOf', 'values': ['%group']}, {'all': [{'about': 'kind', 'is': 'oneOf', 'values': ['SUPPLIER']}, {'not': {'about': 'company', 'is': 'empty'}}]}]} | ada grace
          """)
  void finds(String json, @Nullable String names) {
    Condition condition = read(json);
    List<String> expected = names == null ? List.of() : List.of(names.split(" "));
    assertThat(found(condition)).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(found(new Condition.Not(condition)))
        .doesNotContainAnyElementsOf(expected.isEmpty() ? List.of("nobody") : expected)
        .hasSize(4 - expected.size());
    Conditions door = desk.server.bean(Conditions.class);
    assertThat(door.kept(door.write(condition).toString())).isEqualTo(condition);
    ConditionCounts counts = desk.server.bean(ConditionCounts.class);
    var exact = new ConditionCount(expected.size(), true);
    assertThat(counts.soon(desk.tenant(), condition)).isEqualTo(exact);
    assertThat(counts.all(desk.tenant(), condition)).contains(exact);
  }

  @Test
  @DisplayName(
      "S1-16 of many it is soon said that they are more, and all are counted where it lasts")
  void countsBounded() throws Exception {
    ConditionCounts counts = desk.server.bean(ConditionCounts.class);
    Condition all = Condition.EVERYBODY;
    var enough = new CountBounds(2, 10_000, 0, 10_000);
    assertThat(counts.soon(desk.tenant(), all, enough)).isEqualTo(new ConditionCount(2, false));
    assertThat(counts.soon(desk.tenant(), all, new CountBounds(2, 10_000, 10_000, 10_000)))
        .isEqualTo(new ConditionCount(4, true));
    assertThat(counts.soon(desk.tenant(), all, new CountBounds(4, 10_000, 0, 10_000)))
        .isEqualTo(new ConditionCount(4, true));
    assertThat(counts.isFew(desk.tenant(), all, 4)).isTrue();
    assertThat(counts.isFew(desk.tenant(), all, 3)).isFalse();
    try (Connection connection = desk.server.bean(DataSource.class).getConnection()) {
      connection.setAutoCommit(false);
      connection.createStatement().execute("LOCK TABLE jawort.contact_point");
      var impatient = new CountBounds(4, 20, 20, 20);
      var nothing = new ConditionCount(0, false);
      assertThat(counts.soon(desk.tenant(), all, impatient)).isEqualTo(nothing);
      assertThat(counts.all(desk.tenant(), all, impatient)).contains(nothing);
      assertThat(counts.isFew(desk.tenant(), all, 4)).isFalse();
      connection.rollback();
    }
  }

  private Condition read(String json) {
    ConditionRead read = asked(named(json));
    assertThat(read).isInstanceOf(ConditionRead.Good.class);
    return ((ConditionRead.Good) read).condition();
  }

  private ConditionRead asked(String json) {
    return desk.server
        .bean(Conditions.class)
        .read(desk.tenant(), desk.server.bean(JsonMapper.class).readTree(json));
  }

  private String named(String json) {
    return json.replace('\'', '"')
        .replace("%group", group.toString())
        .replace("%number", number.toString())
        .replace("%day", day.toString())
        .replace("%colours", colours.toString());
  }

  private ConditionSql sql(Condition condition) {
    return desk.server
        .bean(Database.class)
        .read(
            desk.tenant(),
            connection -> desk.server.bean(Conditions.class).sql(desk.tenant(), condition));
  }

  /** By the first two letters of the address, which differ. */
  private List<String> found(Condition condition) {
    return desk.server
        .bean(Database.class)
        .read(
            desk.tenant(),
            connection -> {
              ConditionSql sql = sql(condition);
              return desk.server
                  .bean(JdbcClient.class)
                  .sql(sql.select("lower(substring(p.address from '^[A-Za-z]+'))"))
                  .params(sql.parameters())
                  .query(String.class)
                  .list();
            });
  }

  @ParameterizedTest
  @DisplayName("S1-16 what cannot be asked is refused with where and what")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ['x']                                                   |                  | object
          {'all': [{'about': 'age', 'is': 'is', 'values': ['1']}]} | /all/0/about    | about
          {'all': [], 'any': []}                                  |                  | kind
          {'all': [], 'limit': 3}                                 | /limit           | member
          {'version': 2, 'all': []}                               | /version         | version
          {'not': {'all': 'x'}}                                   | /not/all         | list
          {'about': 'lastName', 'is': 'like', 'values': ['x']}    | /is              | is
          {'about': 'lastName', 'is': 'oneOf', 'values': ['x']}   | /is              | fits
          {'about': 'lastName', 'is': 'is'}                       | /values          | values.missing
          {'about': 'lastName', 'is': 'empty', 'values': ['x']}   | /values          | values.none
          {'about': 'lastName', 'is': 'is', 'values': [3]}        | /values          | values
          {'about': 'lastName', 'is': 'is', 'values': [' ']}      | /values/0        | text.missing
          {'about': 'kind', 'is': 'oneOf', 'values': ['x\\u0027) OR true --']} | /values/0 | choice
          {'about': 'created', 'is': 'since', 'values': ['30.2.2026']} | /values/0   | day
          {'about': 'created', 'is': 'withinDays', 'values': ['-1']} | /values/0     | days
          {'about': 'group', 'is': 'oneOf', 'values': ['x']}      | /values/0        | group
          {'about': 'own', 'field': 'x', 'is': 'filled'}          | /field           | field
          {'about': 'own', 'field': '%number', 'is': 'atLeast', 'values': ['many']} | /values/0 | number
          {'about': 'own', 'field': '%number', 'is': 'contains', 'values': ['1']} | /is | fits
          {'about': 'consent', 'purpose': 'x', 'is': 'oneOf', 'values': ['SENT']} | /purpose | purpose
          {'all':[{'any':[{'all':[{'any':[{'not':{'all':[]}},{'all':[{'all':[]}]}]}]}]}]} | /all/0/any/0/all/0/any/1/all/0 | depth
          """)
  void refuses(String json, @Nullable String where, String what) {
    ConditionRead read = asked(named(json));
    assertThat(read).isInstanceOf(ConditionRead.Bad.class);
    assertThat(((ConditionRead.Bad) read).faults())
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.where()).isEqualTo(where == null ? "" : where);
              assertThat(fault.key()).isEqualTo("filter.fault." + what);
            });
  }

  @ParameterizedTest
  @DisplayName("S1-16 conditions are bounded in number and values")
  @CsvSource({"51, 1, conditions", "11, 100, values.many"})
  void isBounded(int conditions, int values, String what) {
    String value = String.join(",", Collections.nCopies(values, "'x'"));
    String one = "{'about': 'lastName', 'is': 'is', 'values': [" + value + "]}";
    String all = String.join(",", Collections.nCopies(conditions, one));
    ConditionRead read = asked(named("{'any': [" + all + "]}"));
    assertThat(((ConditionRead.Bad) read).faults())
        .extracting(ConditionFault::key)
        .contains("filter.fault." + what);
  }
}
