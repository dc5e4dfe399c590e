package org.jawort.desk;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import org.jawort.consent.ConsentStatus;
import org.jawort.consent.filter.About;
import org.jawort.consent.filter.Condition;
import org.jawort.consent.filter.Operator;
import org.jawort.consent.purpose.Purposes;
import org.jawort.contact.ContactKind;
import org.jawort.contact.MailBlock;
import org.jawort.contact.address.MobileNumber;

/**
 * Which entries of the contact list to show.
 *
 * @param text words that stand in names, firms, addresses and own fields; empty: all
 * @param status of the consent to the newsletter, or empty: any
 * @param block the mail block, or empty: any
 * @param kind of the contact, or empty: any
 * @param number beginning of a mobile number as it is kept, where the text is one as people write
 *     it in their country
 */
public record ContactFilter(
    String text,
    Optional<ConsentStatus> status,
    Optional<Blocking> block,
    Optional<ContactKind> kind,
    Optional<String> number) {
  /** More characters than any address has. */
  private static final int LONGEST = 254;

  /** Shows everything. */
  public static final ContactFilter NONE =
      new ContactFilter("", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** What is asked about the mail block: there is none, or there is one of a reason. */
  public sealed interface Blocking {
    /** No mail block: subscribed (S1-04). */
    record Without() implements Blocking {}

    /** A mail block of this reason. */
    record By(MailBlock reason) implements Blocking {}

    /** How an address writes it: NONE or the reason's name. */
    default String code() {
      return switch (this) {
        case Without() -> "NONE";
        case By(MailBlock reason) -> reason.name();
      };
    }
  }

  /** Reads what came with an address; what it does not know counts as not asked. */
  public static ContactFilter of(String text, String status, String block) {
    return new ContactFilter(
        clean(text),
        Arrays.stream(ConsentStatus.values()).filter(s -> s.name().equals(status)).findFirst(),
        blocking(block),
        Optional.empty(),
        Optional.empty());
  }

  /** The same, for contacts of one kind; a kind that it does not know counts as not asked. */
  public ContactFilter ofKind(String wanted) {
    return new ContactFilter(
        text,
        status,
        block,
        Arrays.stream(ContactKind.values()).filter(k -> k.name().equals(wanted)).findFirst(),
        number);
  }

  /** The same, where national numbers are read as those of a country. */
  public ContactFilter in(String country) {
    return new ContactFilter(text, status, block, kind, MobileNumber.beginning(text, country));
  }

  private static Optional<Blocking> blocking(String code) {
    if (code.equals("NONE")) {
      return Optional.of(new Blocking.Without());
    }
    return Arrays.stream(MailBlock.values())
        .filter(reason -> reason.name().equals(code))
        .findFirst()
        .map(Blocking.By::new);
  }

  private static String clean(String typed) {
    String visible = typed.replaceAll("[\\p{Cntrl}\\p{Cs}]", " ").replaceAll("\\s+", " ").strip();
    String text = Normalizer.normalize(visible, Normalizer.Form.NFC);
    return text.substring(0, Math.min(text.length(), LONGEST));
  }

  /** The same said as a condition, which also groups, bulk actions and exports are said in. */
  public Condition condition() {
    var parts = new ArrayList<Condition>();
    if (!text.isEmpty()) {
      parts.add(Condition.found(text));
    }
    status.ifPresent(one -> parts.add(Condition.consent(Purposes.NEWSLETTER, one)));
    block.ifPresent(
        asked ->
            parts.add(
                switch (asked) {
                  case Blocking.Without() -> Condition.test(About.MAIL_BLOCK, Operator.EMPTY);
                  case Blocking.By(MailBlock reason) ->
                      Condition.test(About.MAIL_BLOCK, Operator.ONE_OF, reason.name());
                }));
    kind.ifPresent(one -> parts.add(Condition.test(About.KIND, Operator.ONE_OF, one.name())));
    return parts.size() == 1 ? parts.getFirst() : new Condition.All(parts);
  }

  /** Tells whether it shows everything. */
  public boolean isEmpty() {
    return equals(NONE);
  }
}
