package org.jawort.transfer.web;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jawort.consent.purpose.Purpose;
import org.jawort.consent.purpose.Purposes;
import org.jawort.contact.address.PastedAddresses;
import org.jawort.platform.Csv;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FormInput;
import org.jawort.platform.web.Labels;
import org.jawort.tenant.Acting;
import org.jawort.transfer.check.AddressFile;
import org.jawort.transfer.check.AddressFile.AddressFileOutcome;
import org.jawort.transfer.check.ListedAddresses;
import org.jawort.transfer.check.ListedAddresses.Listed;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/**
 * A list that somebody brings from elsewhere, typed, pasted or as a file: who of it may be written
 * to, and why not the others (S2-09). By POST, so that no address stands in an address bar or a
 * log; nothing is stored.
 */
@Controller
class AddressListPages {
  private static final String PATH = "/app/contacts/check";
  private static final String LIST = "list";
  private static final String FILE = "file";
  private static final String PURPOSE = "purpose";
  private static final int LONGEST = 900_000;
  private static final int LONGEST_KEY = 40;

  /** Lines on the page; all are in the file. */
  private static final int SHOWN = 500;

  private final ListedAddresses addresses;
  private final Purposes purposes;
  private final MessageSource texts;

  AddressListPages(ListedAddresses addresses, Purposes purposes, MessageSource texts) {
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
    return Answer.page("transfer/address-list").with("form", form).with("purposes", names(acting));
  }

  private Map<String, String> names(Acting acting) {
    return purposes.all(acting.tenant()).stream()
        .collect(
            Collectors.toMap(
                Purpose::key, one -> one.profile().name().in(acting.language().code())));
  }

  @PostMapping(PATH)
  Answer check(
      @Labels("import.check") FormInput form,
      @RequestParam(required = false) @Nullable MultipartFile file,
      Acting acting)
      throws IOException {
    List<Listed> listed = looked(form, file, acting);
    return form.isGood()
        ? draw(form, acting)
            .with("counts", counts(listed))
            .with("listed", listed.stream().limit(SHOWN).toList())
            .with("more", Math.max(0, listed.size() - SHOWN))
        : draw(form, acting).status(422);
  }

  @PostMapping(PATH + ".csv")
  Answer result(
      @Labels("import.check") FormInput form,
      @RequestParam(required = false) @Nullable MultipartFile file,
      Acting acting)
      throws IOException {
    List<Listed> listed = looked(form, file, acting);
    if (!form.isGood()) {
      return draw(form, acting).status(422);
    }
    byte[] csv = csv(listed, LocaleContextHolder.getLocale());
    return Answer.file(
        "addresses.csv", MediaType.parseMediaType("text/csv;charset=UTF-8"), out -> out.write(csv));
  }

  private List<Listed> looked(FormInput form, @Nullable MultipartFile file, Acting acting)
      throws IOException {
    var list = new ArrayList<>(PastedAddresses.in(form.text(LIST, LONGEST)));
    if (file != null && !file.isEmpty()) {
      list.addAll(read(form, file));
    }
    String purpose = form.optional(PURPOSE, LONGEST_KEY);
    if (list.isEmpty()) {
      if (form.isGood()) {
        form.refuse(LIST, "import.check.missing");
      }
    } else if (list.size() > PastedAddresses.MOST) {
      form.refuse(LIST, "import.check.many", PastedAddresses.MOST, list.size());
    }
    if (!names(acting).containsKey(purpose)) {
      form.refuse(PURPOSE, "import.check.purpose.missing");
    }
    return form.isGood() ? addresses.look(acting.tenant(), list, purpose) : List.of();
  }

  /** What stands in a file; afterwards it stands in the field, to be seen and asked about again. */
  private static List<String> read(FormInput form, MultipartFile file) throws IOException {
    if (file.getSize() > AddressFile.MOST_BYTES) {
      form.refuse(FILE, "import.check.large", AddressFile.MOST_BYTES >> 20);
      return List.of();
    }
    return switch (AddressFile.read(file::getInputStream)) {
      case AddressFileOutcome.Read(List<String> addresses, String column) -> {
        String before = form.value(LIST).strip();
        String found = String.join("\n", addresses);
        form.with(LIST, before.isEmpty() ? found : before + "\n" + found);
        form.with("column", column);
        yield addresses;
      }
      case AddressFileOutcome.TooLong(int rows) -> {
        form.refuse(FILE, "import.check.many", PastedAddresses.MOST, rows);
        yield List.of();
      }
      case AddressFileOutcome.NoAddresses none -> {
        form.refuse(FILE, "import.check.none");
        yield List.of();
      }
      case AddressFileOutcome.Unreadable(String reason, List<String> arguments) -> {
        form.refuse(FILE, "import.file." + reason, arguments.toArray());
        yield List.of();
      }
    };
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
            text("import.check.column.address", locale),
            text("import.check.column.answer", locale),
            text("import.check.column.reason", locale),
            text("import.check.column.text", locale));
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
