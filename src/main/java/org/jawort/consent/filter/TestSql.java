package org.jawort.consent.filter;

import static org.jawort.consent.filter.StatementParts.nullable;

import org.jawort.consent.filter.Condition.Test;

/** Single comparisons as SQL, each kind by a class of its own. */
final class TestSql {
  private final Vocabulary words;
  private final StatementParts parts;
  private final TextSql texts;
  private final AddressSql addresses;
  private final ChoiceSql choices;
  private final MomentSql moments;
  private final ConsentSql consents;
  private final OwnFieldSql fields;
  private final AnywhereSql anywhere;

  TestSql(Vocabulary words, StatementParts parts) {
    this.words = words;
    this.parts = parts;
    this.texts = new TextSql(parts);
    this.addresses = new AddressSql(words, parts, texts);
    this.choices = new ChoiceSql(words, parts);
    this.moments = new MomentSql(words, parts);
    this.consents = new ConsentSql(words, parts, choices, moments);
    this.fields = new OwnFieldSql(words, parts, texts, moments);
    this.anywhere = new AnywhereSql(words, parts);
  }

  String sql(Test test, boolean negated) {
    if (test.about().needsPurpose() && !words.purposes().containsKey(test.of())) {
      return String.valueOf(negated);
    }
    return switch (test.about()) {
      case ANYWHERE -> anywhere.sql(test, negated);
      case OWN -> fields.sql(test, negated);
      case CONSENT -> consents.status(test, negated);
      case CONSENT_SINCE -> consents.since(test, negated);
      case ACTIVITY -> moments.activity(test, negated);
      case GROUP -> throw new IllegalArgumentException("a group is more than a comparison");
      default -> nullable(column(test), negated);
    };
  }

  /** What stands in a column of the contact point or its contact. */
  private String column(Test test) {
    return switch (test.about()) {
      case FIRST_NAME -> texts.text(test, parts.of("first_name_key"));
      case LAST_NAME -> texts.text(test, parts.of("last_name_key"));
      case COMPANY -> texts.text(test, parts.of("company_key"));
      case ADDRESS -> addresses.address(test);
      case DOMAIN -> addresses.domain(test);
      case CHANNEL -> choices.oneOf("p.channel", test);
      case KIND -> choices.oneOf(parts.of("kind"), test);
      case LANGUAGE -> choices.oneOf(parts.of("language"), test);
      case SOURCE -> choices.oneOf(parts.of("origin"), test);
      case CREATED -> moments.moment(parts.of("created_at"), test);
      case MAIL_BLOCK -> choices.block(test);
      case CONTACT -> choices.ids("p.contact_id", test);
      case CONTACT_POINT -> choices.ids("p.id", test);
      default -> throw new IllegalArgumentException("in no column: " + test.about());
    };
  }
}
