package org.jawort.optin.web.process;

import org.jawort.platform.web.FormInput;
import org.jspecify.annotations.Nullable;

/**
 * How the editor is to be drawn.
 *
 * @param open the step whose settings are open, or null
 * @param near where to go on by keyboard, or null
 * @param typed what was typed into the settings and is not saved, or null
 * @param refused what is wrong with the wish to remove it, or null
 * @param named what was typed as a name and is not saved, or null
 * @param conflict whether somebody else was first
 */
record EditorView(
    @Nullable String open,
    @Nullable String near,
    @Nullable FormInput typed,
    @Nullable FormInput refused,
    @Nullable FormInput named,
    boolean conflict) {
  static EditorView of(@Nullable String open, @Nullable String near) {
    return new EditorView(open, near, null, null, null, false);
  }

  static EditorView typed(String open, FormInput typed) {
    return new EditorView(open, null, typed, null, null, false);
  }

  static EditorView refused(String open, FormInput refused) {
    return new EditorView(open, null, null, refused, null, false);
  }

  static EditorView whole(FormInput named) {
    return new EditorView(null, null, null, null, named, false);
  }

  static EditorView conflict(@Nullable String open, @Nullable FormInput typed) {
    return new EditorView(open, null, typed, null, null, true);
  }

  /** The revision that a form was drawn with. */
  static int revision(FormInput form) {
    String seen = form.value("revision");
    return seen.matches("\\d{1,9}") ? Integer.parseInt(seen) : -1;
  }
}
