package org.jawort.form;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a form may have besides what it says and asks; null is as on the standard form.
 *
 * @param action what follows on a submission
 * @param information of Art. 13 GDPR, to be read on the form itself
 * @param age that whoever submits declares to be old enough
 * @param look in which it differs from the tenant's other pages
 */
public record FormExtras(
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable FormAction action,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable DataInformation information,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable AgeGate age,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable FormLook look) {
  /** As on the standard form. */
  public static final FormExtras NONE = new FormExtras(null, null, null, null);

  /** These, or none at all where they say nothing, so that nothing is written of them. */
  public @Nullable FormExtras orNothing() {
    return equals(NONE) ? null : this;
  }

  /** These, where there are any. */
  public static FormExtras of(@Nullable FormExtras extras) {
    return extras == null ? NONE : extras;
  }

  /** The same with another action. */
  public FormExtras with(FormAction other) {
    return new FormExtras(other.equals(FormAction.NONE) ? null : other, information, age, look);
  }

  /** The same with this information, or none. */
  public FormExtras with(@Nullable DataInformation other) {
    return new FormExtras(action, other, age, look);
  }

  /** The same with or without the declaration of one's age. */
  public FormExtras with(@Nullable AgeGate other) {
    return new FormExtras(action, information, other, look);
  }

  /** The same in another look. */
  public FormExtras with(FormLook other) {
    return new FormExtras(action, information, age, orNull(other));
  }

  private static @Nullable FormLook orNull(FormLook look) {
    return look.equals(FormLook.STANDARD) ? null : look;
  }

  /** What follows on a submission. */
  public FormAction acts() {
    return action == null ? FormAction.NONE : action;
  }

  /** How it looks. */
  public FormLook looks() {
    return look == null ? FormLook.STANDARD : look;
  }

  /** As they are shown where the profile says this. */
  FormExtras over(ProfileSays profile) {
    return new FormExtras(
        action,
        information == null ? null : information.over(profile.information()),
        age == null ? null : profile.age(),
        orNull(looks().over(profile.logo())));
  }

  /** What their author chose and wrote, without what the profile says. */
  FormExtras written() {
    return new FormExtras(
        action,
        information == null ? null : information.written(),
        age == null ? null : AgeGate.WANTED,
        orNull(looks().over(null)));
  }

  /** Whether a box is the one of the age. */
  public boolean isAge(String box) {
    return age != null && box.equals(AgeGate.BOX);
  }

  /**
   * The boxes of a form, with the one of the age as the last. Where nobody is asked to confirm, the
   * form is there for something else, which must not depend on a consent (law 4).
   */
  List<FormBox> boxes(List<FormBox> others) {
    return Stream.concat(
            others.stream()
                .filter(box -> !box.key().equals(AgeGate.BOX))
                .map(box -> acts().unasked() && box.wording() != null ? box.voluntary() : box),
            Stream.ofNullable(age).map(AgeGate::box))
        .toList();
  }
}
