package org.jawort.transfer.imports;

import java.net.InetAddress;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jawort.contact.ContactKind;
import org.jawort.contact.MasterData;
import org.jawort.contact.address.CheckedAddress;
import org.jawort.contact.address.EmailAddress;
import org.jawort.contact.address.MobileNumber;
import org.jawort.contact.group.CustomField;
import org.jawort.contact.group.CustomFieldRead;
import org.jawort.contact.group.CustomFieldType;
import org.jawort.platform.IpLiteral;
import org.jawort.platform.Language;
import org.jawort.platform.Spelling;
import org.jawort.tenant.Tenant;
import org.jawort.transfer.file.CellFault;
import org.jawort.transfer.file.FileRows;
import org.jawort.transfer.file.FileShape;
import org.jawort.transfer.file.TableRow;
import org.jawort.transfer.imports.ImportTarget.Kind;
import org.jspecify.annotations.Nullable;

/** Reads a row as the mapping says, and names whatever cannot be read by its column. */
final class RowReading {
  private static final int LONGEST_PROOF = 4_000;

  private final FileShape shape;
  private final Mapping mapping;
  private final ImportTarget[] targets;
  private final Map<UUID, CustomField> fields = new HashMap<>();
  private final Tenant tenant;
  private final Set<EvidenceNeed> needs;
  private final Instant now;

  RowReading(
      FileShape shape,
      Mapping mapping,
      List<CustomField> fields,
      Tenant tenant,
      Set<EvidenceNeed> needs,
      Instant now) {
    this.shape = shape;
    this.mapping = mapping;
    this.tenant = tenant;
    this.needs = needs;
    this.now = now;
    this.targets = new ImportTarget[shape.columns().size()];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = mapping.target(i);
    }
    fields.forEach(field -> this.fields.put(field.id(), field));
  }

  /** Fills the row. */
  StagedRow read(FileRows.Numbered numbered, StagedRow row) {
    TableRow cells = numbered.row();
    for (CellFault fault : cells.faults()) {
      row.note(NoteReason.of(fault.kind()), fault.column(), null);
    }
    if (cells.faults().stream().anyMatch(fault -> fault.kind().spoilsRow())) {
      return row;
    }
    for (int i = 0; i < targets.length; i++) {
      String cell = cells.cell(i);
      if (targets[i].kind() != Kind.IGNORE && !cell.isBlank()) {
        take(row, i, cell.strip());
      }
    }
    if (row.address == null && row.mobile != null) {
      row.address = row.mobile;
      row.mobile = null;
    }
    if (row.address == null && row.notes.stream().noneMatch(note -> note.reason().refuses())) {
      row.note(NoteReason.NO_ADDRESS, -1, null);
    }
    claim(row, cells, numbered.table());
    return row;
  }

  private void take(StagedRow row, int place, String cell) {
    switch (targets[place].kind()) {
      case EMAIL -> email(row, place, cell);
      case MOBILE -> mobile(row, place, cell);
      case FIRST_NAME -> row.firstName = line(row, place, cell);
      case LAST_NAME -> row.lastName = line(row, place, cell);
      case FULL_NAME -> name(row, line(row, place, cell));
      case COMPANY -> row.company = line(row, place, cell);
      case LANGUAGE -> language(row, place, cell);
      case CONTACT_KIND -> kind(row, place, cell);
      case FIELD -> field(row, place, cell);
      default -> {
        // What is said of a consent is read together.
      }
    }
  }

  private static void email(StagedRow row, int place, String cell) {
    List<String> found = CellValues.addresses(cell);
    switch (EmailAddress.parse(found.getFirst())) {
      case EmailAddress.Valid(EmailAddress address) -> row.address = CheckedAddress.of(address);
      case EmailAddress.Invalid invalid -> row.note(NoteReason.EMAIL_INVALID, place, cell);
    }
    if (found.size() > 1) {
      row.note(NoteReason.SEVERAL_ADDRESSES, place, cell);
    }
  }

  private void mobile(StagedRow row, int place, String cell) {
    Optional<String> digits = CellValues.digits(cell);
    if (digits.isEmpty()) {
      row.note(NoteReason.MOBILE_ROUNDED, place, cell);
      return;
    }
    Optional<MobileNumber> number = CellValues.mobile(digits.get(), tenant.country());
    if (number.isPresent()) {
      row.mobile = CheckedAddress.of(number.get());
    } else {
      row.note(NoteReason.MOBILE_INVALID, place, cell);
    }
  }

  private static @Nullable String line(StagedRow row, int place, String cell) {
    String text = Spelling.UNSEEN.matcher(cell.replaceAll("\\s+", " ")).replaceAll("").strip();
    if (text.length() > MasterData.LONGEST) {
      row.note(NoteReason.VALUE_TOO_LONG, place, cell);
      return null;
    }
    return text.isEmpty() ? null : text;
  }

  /** Berta Berg, or Berg, Berta. */
  private static void name(StagedRow row, @Nullable String name) {
    if (name == null) {
      return;
    }
    int comma = name.indexOf(',');
    int space = name.lastIndexOf(' ');
    if (comma > 0 && comma < name.length() - 1) {
      row.lastName = name.substring(0, comma).strip();
      row.firstName = name.substring(comma + 1).strip();
    } else if (space > 0) {
      row.firstName = name.substring(0, space).strip();
      row.lastName = name.substring(space + 1);
    } else {
      row.lastName = name;
    }
  }

  private void language(StagedRow row, int place, String cell) {
    String code = cell.toLowerCase(Locale.ROOT).replaceAll("[_-].*", "");
    String known =
        switch (code) {
          case "deutsch", "german", "ger", "deu", "allemand" -> "de";
          case "englisch", "english", "eng", "anglais" -> "en";
          default -> code;
        };
    Optional<Language> language = Language.of(known).filter(tenant.languages()::contains);
    if (language.isPresent()) {
      row.language = language.get().code();
    } else {
      row.note(NoteReason.LANGUAGE_UNKNOWN, place, cell);
    }
  }

  private static void kind(StagedRow row, int place, String cell) {
    Optional<ContactKind> kind =
        switch (cell.toLowerCase(Locale.ROOT)) {
          case "customer", "kunde", "kundin" -> Optional.of(ContactKind.CUSTOMER);
          case "supplier", "lieferant", "lieferantin" -> Optional.of(ContactKind.SUPPLIER);
          case "other", "adressbuch", "sonstige" -> Optional.of(ContactKind.OTHER);
          default -> Optional.empty();
        };
    if (kind.isPresent()) {
      row.kind = kind.get().name();
    } else {
      row.note(NoteReason.VALUE_UNREADABLE, place, cell);
    }
  }

  private void field(StagedRow row, int place, String cell) {
    CustomField field = fields.get(targets[place].field());
    if (field == null) {
      return;
    }
    Optional<String> written = written(row, place, cell, field);
    if (written.isEmpty()) {
      return;
    }
    switch (CustomFieldRead.of(field, List.of(written.get()))) {
      case CustomFieldRead.Good(String value) -> {
        if (!value.isEmpty()) {
          row.fields.put(field.id().toString(), value);
        }
      }
      case CustomFieldRead.Bad(String key) ->
          row.note(
              field.type() == CustomFieldType.TEXT
                  ? NoteReason.VALUE_TOO_LONG
                  : NoteReason.VALUE_UNREADABLE,
              place,
              cell);
    }
  }

  /** As the field's own reader takes it; empty where that was named. */
  private Optional<String> written(StagedRow row, int place, String cell, CustomField field) {
    return switch (field.type()) {
      case NUMBER -> Optional.of(CellValues.number(cell));
      case YES_NO -> Optional.of(CellValues.yesOrNo(cell).orElse(cell));
      case DATE -> moment(row, place, cell).map(moment -> moment.local().toLocalDate().toString());
      case CHOICES -> Optional.of(cell.replaceAll("\\s*[;,|\\n]\\s*", "\n"));
      case CHOICE -> Optional.of(cell);
      case TEXT ->
          Optional.of(Spelling.UNSEEN.matcher(cell.replaceAll("\\s+", " ")).replaceAll(""));
    };
  }

  private Optional<CellDates.Read.Moment> moment(StagedRow row, int place, String cell) {
    return switch (CellDates.read(cell, mapping.dayFirst().get(place))) {
      case CellDates.Read.Moment moment -> Optional.of(moment);
      case CellDates.Read.Ambiguous ambiguous -> {
        row.note(NoteReason.DATE_AMBIGUOUS, place, cell);
        yield Optional.empty();
      }
      case CellDates.Read.Unreadable unreadable -> {
        row.note(NoteReason.DATE_UNREADABLE, place, cell);
        yield Optional.empty();
      }
    };
  }

  private void claim(StagedRow row, TableRow cells, int table) {
    if (mapping.purpose() == null || row.isRefused()) {
      return;
    }
    Claim claim = status(row, cells, table);
    Optional<Instant> out = at(row, cells, Kind.OPTED_OUT_AT);
    Optional<Instant> bounced = at(row, cells, Kind.BOUNCED_AT);
    if (out.isPresent() && !claim.isNo()) {
      claim = Claim.NO;
    } else if (bounced.isPresent() && claim != Claim.NO) {
      claim = Claim.BOUNCED;
    }
    Optional<Instant> at = at(row, cells, Kind.OPTED_IN_AT);
    Optional<Instant> confirmed = at(row, cells, Kind.CONFIRMED_AT);
    boolean silent = !mapping.has(Kind.STATUS) && mapping.statuses().get(table).isEmpty();
    if (claim == Claim.NONE && silent && confirmed.isPresent()) {
      // A file of confirmations alone says of each that it was given.
      claim = Claim.GIVEN;
    }
    if (claim == Claim.NONE) {
      return;
    }
    var proof =
        new StagedRow.Proof(
            at.orElse(null),
            confirmed.orElse(null),
            ip(cells),
            text(cells, Kind.WORDING, mapping.wording()),
            text(cells, Kind.SOURCE, mapping.source()),
            claim == Claim.BOUNCED ? bounced.orElse(null) : out.orElse(null),
            row(cells));
    if (claim == Claim.GIVEN && !EvidenceNeed.lacking(needs, proof).isEmpty()) {
      row.note(NoteReason.CONSENT_WITHOUT_EVIDENCE, -1, null);
      return;
    }
    row.claim = claim;
    row.proof = proof;
  }

  private Claim status(StagedRow row, TableRow cells, int table) {
    String ofTable = mapping.statuses().get(table);
    Claim claim = ofTable.isEmpty() ? Claim.NONE : Claim.valueOf(ofTable);
    int place = place(Kind.STATUS);
    if (place < 0 || cells.cell(place).isBlank() || claim.isNo() || claim == Claim.BOUNCED) {
      return claim;
    }
    Optional<Claim> said = Claim.of(cells.cell(place));
    if (said.isEmpty()) {
      row.note(NoteReason.STATUS_UNKNOWN, place, cells.cell(place));
    }
    return said.orElse(Claim.NONE);
  }

  private int place(Kind kind) {
    return mapping.columns().indexOf(kind.name());
  }

  /** What lies in the future was never said. */
  private Optional<Instant> at(StagedRow row, TableRow cells, Kind kind) {
    int place = place(kind);
    if (place < 0 || cells.cell(place).isBlank() || cells.cell(place).strip().equals("0")) {
      return Optional.empty();
    }
    ZoneId zone = tenant.timeZone();
    Optional<Instant> at = moment(row, place, cells.cell(place)).map(moment -> moment.at(zone));
    if (at.isPresent() && at.get().isAfter(now)) {
      row.note(NoteReason.DATE_UNREADABLE, place, cells.cell(place));
      return Optional.empty();
    }
    return at;
  }

  private @Nullable String text(TableRow cells, Kind kind, @Nullable String otherwise) {
    int place = place(kind);
    String text = place < 0 ? "" : cells.cell(place).strip();
    return text.isEmpty() ? otherwise : text.substring(0, Math.min(text.length(), LONGEST_PROOF));
  }

  /** Of the confirmation, or else of the sign-up (law 16). */
  private @Nullable String ip(TableRow cells) {
    for (Kind kind : List.of(Kind.CONFIRMED_IP, Kind.OPTED_IN_IP)) {
      int place = place(kind);
      String text = place < 0 ? "" : cells.cell(place).strip();
      if (!text.isEmpty()) {
        return kept(text);
      }
    }
    return null;
  }

  private @Nullable String kept(String text) {
    Optional<InetAddress> address = IpLiteral.parse(text);
    return address.map(tenant.ipMode()::keep).orElse(null);
  }

  /** The row itself, as evidence; network addresses no longer than the tenant keeps them. */
  private String row(TableRow cells) {
    var text = new StringBuilder();
    for (int i = 0; i < targets.length && text.length() < LONGEST_PROOF; i++) {
      String cell = cells.cell(i).strip();
      if (!cell.isEmpty()) {
        boolean ip =
            targets[i].kind() == Kind.OPTED_IN_IP || targets[i].kind() == Kind.CONFIRMED_IP;
        String shown = ip ? kept(cell) : cell;
        String header = shape.columns().get(i).header();
        text.append(header.isEmpty() ? "#" + (i + 1) : header)
            .append(": ")
            .append(shown == null ? "–" : shown)
            .append('\n');
      }
    }
    String whole = text.toString().strip().replace('\u0000', ' ');
    return whole.substring(0, Math.min(whole.length(), LONGEST_PROOF));
  }
}
