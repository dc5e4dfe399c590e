package org.jawort.campaign.template;

import java.util.Set;

/** Where a piece may stand. */
enum MarkupPlace {
  /** Between tags. */
  TEXT,
  /** Within a tag, outside the values of its attributes; or in a value without quotes. */
  TAG,
  /** In the value of an attribute, between quotes. */
  VALUE,
  /** In a comment or a declaration. */
  COMMENT,
  /** In an element whose content is no markup, such as a style sheet. */
  RAW;

  /** Attributes that hold an address. */
  static final Set<String> ADDRESSES =
      Set.of("action", "background", "cite", "data", "formaction", "href", "poster", "src");
}
