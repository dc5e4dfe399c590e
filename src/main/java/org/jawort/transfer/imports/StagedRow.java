package org.jawort.transfer.imports;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jawort.contact.address.CheckedAddress;
import org.jspecify.annotations.Nullable;

/** A row of a file while it is read: what it would make of somebody, and what is said of it. */
final class StagedRow {
  /**
   * What is said of it.
   *
   * @param place of the file's columns, or -1
   * @param said what stands there, shortened; or null
   */
  record Note(NoteReason reason, int place, @Nullable String said) {}

  /**
   * What backs what the file says of a consent.
   *
   * @param at when they consented, or null
   * @param confirmedAt when they confirmed, or null
   * @param ip from where, as much of it as the tenant keeps, or null
   * @param outAt when they said no, or the mail came back; or null
   * @param row the row itself, each cell behind the name of its column
   */
  record Proof(
      @Nullable Instant at,
      @Nullable Instant confirmedAt,
      @Nullable String ip,
      @Nullable String wording,
      @Nullable String source,
      @Nullable Instant outAt,
      String row) {}

  final int number;
  final int sheet;
  final int line;
  final UUID contact;
  final UUID point;
  final UUID mobilePoint;
  @Nullable Integer first;
  @Nullable CheckedAddress address;
  @Nullable CheckedAddress mobile;
  @Nullable String kind;
  @Nullable String firstName;
  @Nullable String lastName;
  @Nullable String company;
  @Nullable String language;
  final Map<String, String> fields = new LinkedHashMap<>();
  Claim claim = Claim.NONE;

  /** What the claim is about, where that is not what the whole file is about. */
  @Nullable UUID purpose;

  @Nullable Proof proof;
  final List<Note> notes = new ArrayList<>();

  StagedRow(int number, int sheet, int line, List<UUID> ids) {
    this.number = number;
    this.sheet = sheet;
    this.line = line;
    this.contact = ids.get(0);
    this.point = ids.get(1);
    this.mobilePoint = ids.get(2);
  }

  void note(NoteReason reason, int place, @Nullable String said) {
    String shown = said == null || said.length() <= 200 ? said : said.substring(0, 200) + "…";
    if (notes.stream().noneMatch(note -> note.reason() == reason && note.place() == place)) {
      notes.add(new Note(reason, place, shown == null ? null : shown.replace('\u0000', ' ')));
    }
  }

  boolean isRefused() {
    return address == null || notes.stream().anyMatch(note -> note.reason().refuses());
  }
}
