package org.jawort.consent;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Puts a {@link Declaration} together by name; what is not said is missing. */
public final class DeclarationBuilder {
  private @Nullable Basis basis;
  private @Nullable Instant at;
  private @Nullable String saidBy;
  private @Nullable UUID takenBy;
  private @Nullable String takenByName;
  private @Nullable String occasion;
  private @Nullable UUID wording;
  private @Nullable String wordingText;
  private @Nullable String reference;
  private Declaration.@Nullable Call call;
  private @Nullable LocalDate askAgain;
  private @Nullable String note;
  private Declaration.@Nullable File file;

  DeclarationBuilder() {}

  /** In what form a consent was given. */
  public DeclarationBuilder basis(@Nullable Basis value) {
    this.basis = value;
    return this;
  }

  /** When it was said, or when the consent was used. */
  public DeclarationBuilder at(@Nullable Instant value) {
    this.at = value;
    return this;
  }

  /** Who said it. */
  public DeclarationBuilder saidBy(@Nullable String value) {
    this.saidBy = value;
    return this;
  }

  /** The member of staff who heard or received it. */
  public DeclarationBuilder takenBy(@Nullable UUID value) {
    this.takenBy = value;
    return this;
  }

  /** Their name at that time. */
  public DeclarationBuilder takenByName(@Nullable String value) {
    this.takenByName = value;
    return this;
  }

  /** On which it was said. */
  public DeclarationBuilder occasion(@Nullable String value) {
    this.occasion = value;
    return this;
  }

  /** The version that was read out or shown. */
  public DeclarationBuilder wording(@Nullable UUID value) {
    this.wording = value;
    return this;
  }

  /** The words themselves. */
  public DeclarationBuilder wordingText(@Nullable String value) {
    this.wordingText = value;
    return this;
  }

  /** Number of the contract, or where the original is kept. */
  public DeclarationBuilder reference(@Nullable String value) {
    this.reference = value;
    return this;
  }

  /** What consent to calls needs besides. */
  public DeclarationBuilder call(Declaration.@Nullable Call value) {
    this.call = value;
    return this;
  }

  /** From when on the person may be asked again. */
  public DeclarationBuilder askAgain(@Nullable LocalDate value) {
    this.askAgain = value;
    return this;
  }

  /** Anything else. */
  public DeclarationBuilder note(@Nullable String value) {
    this.note = value;
    return this;
  }

  /** A scan. */
  public DeclarationBuilder file(Declaration.@Nullable File value) {
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
