package org.jawort.consent;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a person told staff, or what staff note about it: the part of an evidence that no machine
 * saw (law 18, 19).
 *
 * @param basis in what form a consent was given; null for anything but a consent
 * @param at when it was said, or when the consent was used
 * @param saidBy who said it
 * @param takenBy the member of staff who heard or received it, or null where it was somebody else
 * @param takenByName their name at that time
 * @param occasion on which it was said
 * @param wording the version that was read out or shown, or null for words of their own
 * @param wordingText the words themselves
 * @param reference number of the contract, or where the original is kept
 * @param call what consent to calls needs besides
 * @param askAgain from when on the person may be asked again (S4-02)
 * @param note anything else
 * @param file a scan
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Declaration(
    @Nullable Basis basis,
    @Nullable Instant at,
    @Nullable String saidBy,
    @Nullable UUID takenBy,
    @Nullable String takenByName,
    @Nullable String occasion,
    @Nullable UUID wording,
    @Nullable String wordingText,
    @Nullable String reference,
    @Nullable Call call,
    @Nullable LocalDate askAgain,
    @Nullable String note,
    @Nullable File file) {

  /**
   * What consent to calls needs besides (§ 7a UWG, law 18).
   *
   * @param company whose calls were allowed
   * @param scope what they may be about
   * @param manner how the consent was given
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Call(@Nullable String company, @Nullable String scope, @Nullable String manner) {}

  /**
   * A kept file.
   *
   * @param sha256 of its content, in hexadecimal digits
   * @param type media type, found in the content itself
   * @param size in bytes
   * @param name as it was uploaded, made safe
   */
  public record File(UUID id, String sha256, String type, int size, String name) {
    /** A file by its id alone; the rest is read where it is kept. */
    public static File byId(UUID id) {
      return new File(id, "", "", 0, "");
    }
  }

  /** Begins one of which nothing is said yet. */
  public static Builder builder() {
    return new Builder();
  }

  /** Nothing but the moment and a note. */
  public static Declaration of(@Nullable Instant at, @Nullable String note) {
    return builder().at(at).note(note).build();
  }

  /** Without what only a consent has: its basis, words and file. */
  public Declaration plain() {
    return builder()
        .at(at)
        .saidBy(saidBy)
        .takenBy(takenBy)
        .takenByName(takenByName)
        .occasion(occasion)
        .askAgain(askAgain)
        .note(note)
        .build();
  }

  /** The same with the words of the version that was named, and the file as it is kept. */
  public Declaration with(@Nullable String words, @Nullable File kept) {
    return new Declaration(
        basis,
        at,
        saidBy,
        takenBy,
        takenByName,
        occasion,
        wording,
        words,
        reference,
        call,
        askAgain,
        note,
        kept);
  }

  /** Puts one together by name; what is not said is missing. */
  public static final class Builder {
    private @Nullable Basis basis;
    private @Nullable Instant at;
    private @Nullable String saidBy;
    private @Nullable UUID takenBy;
    private @Nullable String takenByName;
    private @Nullable String occasion;
    private @Nullable UUID wording;
    private @Nullable String wordingText;
    private @Nullable String reference;
    private @Nullable Call call;
    private @Nullable LocalDate askAgain;
    private @Nullable String note;
    private @Nullable File file;

    Builder() {}

    /** In what form a consent was given. */
    public Builder basis(@Nullable Basis value) {
      this.basis = value;
      return this;
    }

    /** When it was said, or when the consent was used. */
    public Builder at(@Nullable Instant value) {
      this.at = value;
      return this;
    }

    /** Who said it. */
    public Builder saidBy(@Nullable String value) {
      this.saidBy = value;
      return this;
    }

    /** The member of staff who heard or received it. */
    public Builder takenBy(@Nullable UUID value) {
      this.takenBy = value;
      return this;
    }

    /** Their name at that time. */
    public Builder takenByName(@Nullable String value) {
      this.takenByName = value;
      return this;
    }

    /** On which it was said. */
    public Builder occasion(@Nullable String value) {
      this.occasion = value;
      return this;
    }

    /** The version that was read out or shown. */
    public Builder wording(@Nullable UUID value) {
      this.wording = value;
      return this;
    }

    /** The words themselves. */
    public Builder wordingText(@Nullable String value) {
      this.wordingText = value;
      return this;
    }

    /** Number of the contract, or where the original is kept. */
    public Builder reference(@Nullable String value) {
      this.reference = value;
      return this;
    }

    /** What consent to calls needs besides. */
    public Builder call(@Nullable Call value) {
      this.call = value;
      return this;
    }

    /** From when on the person may be asked again. */
    public Builder askAgain(@Nullable LocalDate value) {
      this.askAgain = value;
      return this;
    }

    /** Anything else. */
    public Builder note(@Nullable String value) {
      this.note = value;
      return this;
    }

    /** A scan. */
    public Builder file(@Nullable File value) {
      this.file = value;
      return this;
    }

    /** As it was said. */
    public Declaration build() {
      return new Declaration(
          basis,
          at,
          saidBy,
          takenBy,
          takenByName,
          occasion,
          wording,
          wordingText,
          reference,
          call,
          askAgain,
          note,
          file);
    }
  }
}
