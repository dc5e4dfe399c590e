package org.jawort.campaign.template;

/**
 * The end of what was read where no markup is: after {@code <!}, in a comment, in the content of a
 * style sheet and its like. It keeps only as much as tells where that ends.
 */
final class HiddenText {
  /** Stands for a value that is not known before a mail is made. */
  static final char UNKNOWN = '\uFFFC';

  private static final int MOST_OF_COMMENT = 8;
  private static final int MOST_OF_ELEMENT = 64;

  private final StringBuilder tail = new StringBuilder();

  /** What follows {@code <!}. */
  enum Bang {
    /** As much was read as both may begin with. */
    UNDECIDED,
    /** A comment has begun. */
    COMMENT,
    /** A declaration goes on up to the next bracket. */
    DECLARATION,
    /** It was one, and is over. */
    OVER
  }

  void begin() {
    tail.setLength(0);
  }

  /** Reads a value that is not known yet. */
  void unknown() {
    tail.append(UNKNOWN);
  }

  Bang bang(char c) {
    tail.append(c);
    String read = tail.toString();
    if (read.equals("--")) {
      begin();
      return Bang.COMMENT;
    }
    if ("--".startsWith(read)) {
      return Bang.UNDECIDED;
    }
    return c == '>' ? Bang.OVER : Bang.DECLARATION;
  }

  /** Browsers end a comment that ends where it began, too. */
  boolean endsComment(char c) {
    tail.append(c);
    String read = tail.toString();
    if (c == '>' && (read.equals(">") || read.equals("->") || read.endsWith("-->"))) {
      return true;
    }
    if (tail.length() > MOST_OF_COMMENT) {
      tail.delete(0, tail.length() - 4).insert(0, UNKNOWN);
    }
    return false;
  }

  /** Whether the character is the first behind the element's end tag. */
  boolean endsElement(char c, CharSequence element) {
    tail.append(Character.toLowerCase(c));
    boolean ends = (c == '>' || c == '/' || Character.isWhitespace(c)) && endTag("</" + element);
    if (tail.length() > MOST_OF_ELEMENT) {
      tail.delete(0, tail.length() - 16);
    }
    return ends;
  }

  private boolean endTag(String end) {
    return tail.length() > end.length() && tail.substring(0, tail.length() - 1).endsWith(end);
  }
}
