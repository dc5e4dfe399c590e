package org.jawort.transfer.imports;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jawort.contact.ContactKind;
import org.jawort.transfer.file.FileShape;
import org.jspecify.annotations.Nullable;

/**
 * How the columns of a file become contacts.
 *
 * @param columns for each column of the file what it becomes, as {@link ImportTarget} writes it
 * @param dayFirst of the columns whose dates can be read either way: whether the day comes first
 * @param purpose what the file's consents and refusals are about, or null: it says nothing of any
 * @param group into which all come, or null
 * @param kind of new contacts
 * @param language of new contacts
 * @param overwrite whether what the file says replaces what is known, or only fills what is empty
 * @param wording the words of the consent for all rows that name none, or null
 * @param source where the consents were given, for all rows that name nothing, or null
 * @param statuses for each table of the file what it says of all its rows, or an empty text
 */
public record Mapping(
    List<String> columns,
    Map<Integer, Boolean> dayFirst,
    @Nullable UUID purpose,
    @Nullable UUID group,
    String kind,
    String language,
    boolean overwrite,
    @Nullable String wording,
    @Nullable String source,
    List<String> statuses) {
  /** Longest words of a consent, in characters. */
  public static final int LONGEST_WORDING = 4_000;

  /** Longest name of where it was given, in characters. */
  public static final int LONGEST_SOURCE = 300;

  /** Copies the lists. */
  public Mapping {
    columns = List.copyOf(columns);
    dayFirst = Map.copyOf(dayFirst);
    statuses = List.copyOf(statuses);
  }

  /** What a column becomes. */
  public ImportTarget target(int column) {
    Optional<ImportTarget> target = ImportTarget.parse(columns.get(column));
    return target.orElseGet(() -> ImportTarget.of(ImportTarget.Kind.IGNORE));
  }

  /** Whether a column becomes this. */
  public boolean has(ImportTarget.Kind kind) {
    return columns.contains(kind.name());
  }

  /** Whether a column says how its contacts are reached. */
  public boolean hasAddress() {
    return has(ImportTarget.Kind.EMAIL) || has(ImportTarget.Kind.MOBILE);
  }

  /** Whether a column's days can be read either way, and have to be known for what it becomes. */
  public boolean lacksDay(FileShape shape, int column) {
    return shape.columns().get(column).days().open()
        && target(column).kind().isMoment()
        && !dayFirst.containsKey(column);
  }

  /** Whether the file says anything about consents. */
  public boolean hasEvidence() {
    return statuses.stream().anyMatch(status -> !status.isEmpty())
        || columns.stream()
            .flatMap(column -> ImportTarget.parse(column).stream())
            .anyMatch(target -> target.kind().isEvidence());
  }

  /** What was guessed of columns, days and tables, and nothing else said. */
  static Mapping guessed(
      List<String> columns,
      Map<Integer, Boolean> dayFirst,
      List<String> statuses,
      String language) {
    return new Mapping(
        columns,
        dayFirst,
        null,
        null,
        ContactKind.OTHER.name(),
        language,
        true,
        null,
        null,
        statuses);
  }

  /** Of what another system hands over in bulk: each row says for itself what it is about. */
  static Mapping ofBatch(String language) {
    return guessed(List.of(), Map.of(), List.of(), language);
  }

  /** The same about this purpose. */
  Mapping about(@Nullable UUID other) {
    return new Mapping(
        columns, dayFirst, other, group, kind, language, overwrite, wording, source, statuses);
  }

  /** The same for this group. */
  public Mapping into(@Nullable UUID other) {
    return new Mapping(
        columns, dayFirst, purpose, other, kind, language, overwrite, wording, source, statuses);
  }
}
