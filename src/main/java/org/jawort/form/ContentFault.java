package org.jawort.form;

/**
 * Something by which a form cannot be shown.
 *
 * @param field which one, by its place from 0; -1 where it is about the whole form
 * @param part of it, by the name of the record's component
 */
public record ContentFault(int field, String part, Code code) {
  /** Names what is wrong. */
  public enum Code {
    /** Nobody could say where the mail goes. */
    NO_ADDRESS,
    /** A name or an address is asked for twice. */
    ASKED_TWICE,
    /** The address need not be filled in. */
    ADDRESS_OPTIONAL,
    /** The field says nothing of what it asks. */
    LABEL,
    /** Visitors may not be sent on to the page that is to be shown afterwards. */
    REDIRECT,
    /** The name of the field is none that a submission can carry. */
    NAME,
    /** Another field, a box or the form itself has the name. */
    NAME_TAKEN,
    /** There is nothing to choose, or only one thing. */
    FEW_OPTIONS,
    /** Options where nothing is chosen. */
    OPTIONS,
    /** An option that stands there twice, is empty, or has several lines. */
    OPTION,
    /** The contact's own field that the answer belongs to was deleted. */
    FIELD_GONE,
    /** The contact's own field holds something of another type. */
    FIELD_TYPE,
    /** An option that the contact's own field does not know. */
    FIELD_CHOICE,
    /** Longer answers than the contact's own field takes. */
    FIELD_LENGTH,
    /** Two questions for one of the contact's own fields. */
    FIELD_TWICE,
    /** Two boxes for the same purpose by the same channel. */
    CONSENT_TWICE,
    /** A box for a purpose that nobody is asked for any more. */
    CONSENT_ARCHIVED,
    /** A box for a purpose that has no words in the language of the form. */
    CONSENT_WORDING,
    /** A box for a channel by which nothing can be asked. */
    CONSENT_CHANNEL,
    /** More boxes than anybody reads. */
    CONSENTS_MANY,
    /** A group that contacts would join was deleted. */
    GROUP_GONE,
    /** A member of staff who would be told has left. */
    STAFF_GONE,
    /** Nothing that can be called. */
    WEBHOOK,
    /** The campaign that is to ask cannot be sent, or does not ask in the form's language. */
    MAIL_UNFIT,
    /** Nobody is asked, and the texts of the standard form promise a mail. */
    PROMISES_MAIL,
    /** The information of Art. 13 GDPR does not say all that it must. */
    INFORMATION_GAPS
  }
}
