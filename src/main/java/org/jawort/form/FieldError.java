package org.jawort.form;

import java.util.Locale;

/**
 * Something wrong with a submission.
 *
 * @param field the field or box that it is about, by the name that came
 * @param limit most characters, where that was the matter, else 0
 */
public record FieldError(String field, Code code, int limit) {
  /** Names what is wrong; the API's words for it never change. */
  public enum Code {
    /** Nothing where something must be. */
    MISSING,
    /** More characters than allowed. */
    TOO_LONG,
    /** A control character, or one that cannot be seen. */
    HIDDEN_CHARACTER,
    /** An address with no @, or several. */
    AT_SIGN,
    /** An address with something wrong before the @. */
    LOCAL_PART,
    /** An address with something wrong behind the @. */
    DOMAIN,
    /** An address at a domain that the tenant refuses. */
    DOMAIN_REFUSED,
    /** An address at a provider of throw-away mailboxes, which the tenant refuses. */
    THROW_AWAY,
    /** A mandatory box that is not ticked. */
    NOT_TICKED,
    /** None of the boxes of which one has to be. */
    NONE_TICKED,
    /** A box with neither yes nor no, or a text that is none. */
    WRONG_TYPE,
    /** Something that cannot be chosen here. */
    UNKNOWN_OPTION,
    /** No number. */
    NO_NUMBER,
    /** No day of the calendar, or one that nobody means. */
    NO_DATE,
    /** No mobile number that exists. */
    NO_MOBILE,
    /** The form has no such field. */
    UNKNOWN_FIELD,
    /** The same field twice. */
    DUPLICATE_FIELD,
    /** The form was changed more than a day ago. */
    OUTDATED;

    /** The word for it in the API and in message keys, such as "too-long". */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
