package org.jawort.form.web.edit;

import java.util.Locale;

/** A part of a form that is edited by itself. */
enum FormTab {
  /** What is asked, in its order. */
  FIELDS,
  /** What is said around it. */
  TEXTS,
  /** What the law wants said besides. */
  INFORMATION,
  /** How it looks. */
  LOOK,
  /** What follows on a submission. */
  ACTION,
  /** What is shown after submitting. */
  AFTER;

  /** Its word in addresses and message keys. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The tab of a word; the fields where there is none such. */
  static FormTab of(String word) {
    for (FormTab tab : values()) {
      if (tab.word().equals(word)) {
        return tab;
      }
    }
    return FIELDS;
  }
}
