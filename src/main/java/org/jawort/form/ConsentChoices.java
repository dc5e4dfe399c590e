package org.jawort.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jawort.contact.address.Channel;

/**
 * All that the boxes of a form can ask for, and the boxes that come of a choice of them.
 *
 * @param privacy what is said beside the box for the data, where it names no purpose
 */
public record ConsentChoices(List<ConsentChoice> all, String privacy) {
  /** Copies the list. */
  public ConsentChoices {
    all = List.copyOf(all);
  }

  /** What a box asks for; empty where the tenant has no such purpose. */
  public Optional<ConsentChoice> of(UUID purpose, Channel channel) {
    return all.stream()
        .filter(one -> one.purpose().equals(purpose) && one.channel() == channel)
        .findFirst();
  }

  /** Those that a new box can ask for, by e-mail. */
  public List<ConsentChoice> usable() {
    return all.stream().filter(one -> one.channel() == Channel.EMAIL && one.usable()).toList();
  }

  /**
   * The boxes of a form.
   *
   * @param wanted in their order; none means what the standard form asks for
   */
  List<FormBox> boxes(List<ConsentBox> wanted, List<FormBox> standard) {
    if (wanted.isEmpty()) {
      return standard;
    }
    Stream<FormBox> consents =
        wanted.stream()
            .flatMap(
                box -> of(box.purpose(), box.channel()).map(c -> c.shown(box.required())).stream());
    Stream<FormBox> others =
        standard.stream()
            .filter(box -> box.wording() == null)
            .map(box -> box.worded(null, privacy));
    return Stream.concat(consents, others).toList();
  }

  /** By what the boxes cannot be shown; empty where they can. */
  List<ContentFault> faults(List<ConsentBox> wanted) {
    var faults = new ArrayList<ContentFault>();
    for (int i = 0; i < wanted.size(); i++) {
      ConsentBox box = wanted.get(i);
      String place = "consents/" + i;
      if (wanted.subList(0, i).stream().anyMatch(box::asksAs)) {
        faults.add(new ContentFault(-1, place + "/purpose", ContentFault.Code.CONSENT_TWICE));
      }
      if (box.channel() != Channel.EMAIL) {
        faults.add(new ContentFault(-1, place + "/channel", ContentFault.Code.CONSENT_CHANNEL));
        continue;
      }
      Optional<ConsentChoice> choice = of(box.purpose(), box.channel());
      if (choice.filter(ConsentChoice::open).isEmpty()) {
        faults.add(new ContentFault(-1, place + "/purpose", ContentFault.Code.CONSENT_ARCHIVED));
      } else if (!choice.get().usable()) {
        faults.add(new ContentFault(-1, place + "/purpose", ContentFault.Code.CONSENT_WORDING));
      }
    }
    if (wanted.size() > ConsentBox.MOST) {
      faults.add(new ContentFault(-1, "consents", ContentFault.Code.CONSENTS_MANY));
    }
    return List.copyOf(faults);
  }
}
