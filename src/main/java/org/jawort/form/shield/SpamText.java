package org.jawort.form.shield;

import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jawort.form.FieldType;
import org.jawort.form.FormAnswer;
import org.jawort.form.FormDefinition;
import org.jawort.form.FormField;
import org.jawort.form.SubmissionCheckOutcome;

/**
 * Tells texts that people write on forms from those that are sent to be clicked on: many links,
 * nothing but links, the markup of bulletin boards, an address of the web where a name belongs.
 */
public final class SpamText {
  private static final int MOST_LINKS = 2;

  private static final Pattern LINK =
      Pattern.compile("(?i)(?:https?://|\\bwww\\.)\\S+|\\b[\\w-]+\\.[a-z]{2,24}/\\S+");
  private static final Pattern BOARD_MARKUP =
      Pattern.compile("(?i)\\[/?(?:url|link|img|size|color|quote|code)\\b[^\\]]*\\]");
  private static final Pattern SAYS_SOMETHING = Pattern.compile("\\p{L}");

  private SpamText() {}

  /** Tells whether one of the texts is such. */
  public static boolean in(FormDefinition form, SubmissionCheckOutcome.Complete complete) {
    boolean names =
        Stream.of(complete.firstName(), complete.lastName())
            .anyMatch(name -> name != null && (marked(name) || LINK.matcher(name).find()));
    return names
        || complete.answers().stream().anyMatch(answer -> isSpam(type(form, answer), answer));
  }

  private static FieldType type(FormDefinition form, FormAnswer answer) {
    return form.fields().stream()
        .filter(field -> field.name().equals(answer.field()))
        .map(FormField::type)
        .findFirst()
        .orElse(FieldType.TEXT);
  }

  /** Of one line, an address alone is an answer: somebody may be asked for their website. */
  private static boolean isSpam(FieldType type, FormAnswer answer) {
    if (type != FieldType.TEXT && type != FieldType.COMPANY && type != FieldType.LINES) {
      return false;
    }
    String text = answer.value();
    long links = LINK.matcher(text).results().limit(MOST_LINKS + 1L).count();
    String rest = LINK.matcher(text).replaceAll(" ");
    boolean linksAlone = links > 0 && !SAYS_SOMETHING.matcher(rest).find();
    return marked(text)
        || links > MOST_LINKS
        || (linksAlone && (type == FieldType.LINES || links > 1));
  }

  private static boolean marked(String text) {
    return BOARD_MARKUP.matcher(text).find();
  }
}
