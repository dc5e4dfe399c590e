package org.jawort.form;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which submissions of a form are asked for.
 *
 * @param text part of the address or of an answer, in whatever case; empty: any
 * @param from when the first ones came, or null
 * @param to before which the last ones came, or null
 */
public record SubmissionQuestion(String text, @Nullable Instant from, @Nullable Instant to) {
  /** More characters than any address has. */
  private static final int LONGEST = 254;

  /** How far the clock that made an id may be from the time at which its submission came. */
  private static final long SECONDS_APART = 3600;

  private static final Instant EVER = Instant.parse("9000-01-01T00:00:00Z");
  private static final DateTimeFormatter WRITTEN = DateTimeFormatter.ofPattern("d.M.uuuu");

  /** What somebody typed, without what cannot be seen. */
  public static SubmissionQuestion of(String typed, @Nullable Instant from, @Nullable Instant to) {
    String visible = typed.replaceAll("[\\p{Cntrl}\\p{Cs}]", " ").replaceAll("\\s+", " ").strip();
    String text = Normalizer.normalize(visible, Normalizer.Form.NFC);
    return new SubmissionQuestion(text.substring(0, Math.min(text.length(), LONGEST)), from, to);
  }

  /** Whether it asks for all of them. */
  public boolean isEmpty() {
    return text.isEmpty() && from == null && to == null;
  }

  /** The text as a pattern of LIKE that finds it anywhere. */
  String pattern() {
    return pattern(text);
  }

  /** The same within answers as they are written. */
  String writtenPattern() {
    return pattern(AnswersJson.within(text));
  }

  private static String pattern(String text) {
    return "%" + text.replaceAll("[\\\\%_]", "\\\\$0") + "%";
  }

  /** The text as a day is kept, where people would read it as one; else nothing. */
  String day() {
    try {
      return LocalDate.parse(text.replace(" ", ""), WRITTEN).toString();
    } catch (DateTimeException e) {
      return "";
    }
  }

  Instant begin() {
    return Optional.ofNullable(from).orElse(Instant.EPOCH);
  }

  Instant end() {
    return Optional.ofNullable(to).orElse(EVER);
  }

  /** Below all ids of submissions of the period, so that the others are not even read. */
  UUID firstId() {
    return id(begin().minusSeconds(SECONDS_APART));
  }

  /** Above all of them. */
  UUID endId() {
    return id(end().plusSeconds(SECONDS_APART));
  }

  private static UUID id(Instant instant) {
    return new UUID(Math.max(0, instant.toEpochMilli()) << 16, 0);
  }
}
