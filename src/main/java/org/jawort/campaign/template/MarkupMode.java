package org.jawort.campaign.template;

/** What {@link HtmlTokenizer} is in the middle of. */
enum MarkupMode {
  TEXT(MarkupPlace.TEXT),
  OPENED(MarkupPlace.TAG),
  NAME(MarkupPlace.TAG),
  IN_TAG(MarkupPlace.TAG),
  ATTRIBUTE(MarkupPlace.TAG),
  AFTER_ATTRIBUTE(MarkupPlace.TAG),
  BEFORE_VALUE(MarkupPlace.TAG),
  DOUBLE(MarkupPlace.VALUE),
  SINGLE(MarkupPlace.VALUE),
  BARE(MarkupPlace.TAG),
  BANG(MarkupPlace.COMMENT),
  DECLARATION(MarkupPlace.COMMENT),
  COMMENT(MarkupPlace.COMMENT),
  RAW(MarkupPlace.RAW);

  final MarkupPlace place;

  MarkupMode(MarkupPlace place) {
    this.place = place;
  }
}
