package org.jawort.desk.web.contact;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jawort.consent.purpose.Purposes;
import org.jawort.desk.ListedAddresses;
import org.jawort.desk.ListedAddresses.Listed;
import org.jawort.desk.web.PurposeWords;
import org.jawort.platform.Csv;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FormInput;
import org.jawort.platform.web.Labels;
import org.jawort.tenant.Acting;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * A list that somebody brings from elsewhere: who of it may be written to, and why not the others
 * (S2-09). By POST, so that no address stands in an address bar or a log; nothing is stored.
 */
@Controller
class AddressListPages {
  private static final String PATH = "/app/contacts/check";
  private static final String LIST = "list";
  private static final String PURPOSE = "purpose";
  private static final int LONGEST = 900_000;
  private static final int LONGEST_KEY = 40;

  /** Lines on the page; all are in the file. */
  private static final int SHOWN = 500;

  private final ListedAddresses addresses;
  private final PurposeWords purposes;
  private final MessageSource texts;

  AddressListPages(ListedAddresses addresses, PurposeWords purposes, MessageSource texts) {
    this.addresses = addresses;
    this.purposes = purposes;
    this.texts = texts;
  }

  /** How many of the list have one answer. */
  record Count(String reason, boolean allowed, long many) {}

  @GetMapping(PATH)
  Answer show(Acting acting) {
    return draw(FormInput.empty().with(PURPOSE, Purposes.NEWSLETTER), acting);
  }

  private Answer draw(FormInput form, Acting acting) {
    return Answer.page("desk/address-list")
        .with("form", form)
        .with("purposes", purposes.of(acting.tenant()));
  }

  @PostMapping(PATH)
  Answer check(@Labels("desk.check") FormInput form, Acting acting) {
    List<Listed> listed = looked(form, acting);
    return form.isGood()
        ? draw(form, acting)
            .with("counts", counts(listed))
            .with("listed", listed.stream().limit(SHOWN).toList())
            .with("more", Math.max(0, listed.size() - SHOWN))
        : draw(form, acting).status(422);
  }

  @PostMapping(PATH + ".csv")
  Answer file(@Labels("desk.check") FormInput form, Acting acting) {
    List<Listed> listed = looked(form, acting);
    if (!form.isGood()) {
      return draw(form, acting).status(422);
    }
    byte[] csv = csv(listed, LocaleContextHolder.getLocale());
    return Answer.file(
        "addresses.csv", MediaType.parseMediaType("text/csv;charset=UTF-8"), out -> out.write(csv));
  }

  private List<Listed> looked(FormInput form, Acting acting) {
    List<String> list = ListedAddresses.in(form.text(LIST, LONGEST));
    String purpose = form.optional(PURPOSE, LONGEST_KEY);
    if (list.isEmpty()) {
      form.refuse(LIST, "desk.check.missing");
    } else if (list.size() > ListedAddresses.MOST) {
      form.refuse(LIST, "desk.check.many", ListedAddresses.MOST, list.size());
    }
    if (!purposes.of(acting.tenant()).containsKey(purpose)) {
      form.refuse(PURPOSE, "desk.check.purpose.missing");
    }
    return form.isGood() ? addresses.look(acting.tenant(), list, purpose) : List.of();
  }

  /** Who may be written to first, then by how many. */
  private static List<Count> counts(List<Listed> listed) {
    Map<List<Object>, Long> many =
        listed.stream()
            .map(one -> List.<Object>of(one.permission().reason(), one.permission().allowed()))
            .collect(Collectors.groupingBy(one -> one, LinkedHashMap::new, Collectors.counting()));
    return many.entrySet().stream()
        .map(
            entry ->
                new Count(
                    (String) entry.getKey().getFirst(),
                    (Boolean) entry.getKey().getLast(),
                    entry.getValue()))
        .sorted(Comparator.comparing(Count::allowed).thenComparing(Count::many).reversed())
        .toList();
  }

  private byte[] csv(List<Listed> listed, Locale locale) {
    var csv =
        new Csv(
            text("desk.check.column.address", locale),
            text("desk.check.column.answer", locale),
            text("desk.check.column.reason", locale),
            text("desk.check.column.text", locale));
    for (Listed one : listed) {
      boolean allowed = one.permission().allowed();
      csv.row(
          one.typed(),
          text(allowed ? "desk.yes" : "desk.no", locale),
          one.permission().reason(),
          text("desk.may." + one.permission().reason(), locale));
    }
    return csv.bytes();
  }

  private String text(String key, Locale locale) {
    return texts.getMessage(key, null, locale);
  }
}
