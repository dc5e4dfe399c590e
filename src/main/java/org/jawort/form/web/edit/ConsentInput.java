package org.jawort.form.web.edit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jawort.contact.address.Channel;
import org.jawort.form.ConsentBox;
import org.jawort.form.FormDraft;
import org.jawort.platform.web.FormInput;

/**
 * The boxes for consents as staff choose them. Each has a number on the page, as the fields have
 * ({@code box-purpose-0}); the order in which the numbers come is the order of the boxes.
 */
final class ConsentInput {
  /** Where the page says, box by box, which number it has. */
  static final String BOX = "box";

  private static final Pattern ABOUT_BOX = Pattern.compile("box-(up|down|remove)-(\\d{1,4})");
  private static final String ADDING = "box-add-";

  private ConsentInput() {}

  /** Those of a draft; of one that says nothing of them, what the standard form asks for. */
  static List<ConsentBox> of(FormDraft draft) {
    List<ConsentBox> chosen = draft.content().consents();
    return chosen.isEmpty()
        ? List.of(new ConsentBox(draft.form().purpose().value(), Channel.EMAIL, true))
        : chosen;
  }

  /** Those on the page; a page that says nothing of them leaves them as they are. */
  static List<ConsentBox> typed(FormInput form, FormDraft draft) {
    List<ConsentBox> typed =
        places(form).stream().flatMap(n -> box(form, n).stream()).distinct().toList();
    return typed.isEmpty() ? of(draft) : typed;
  }

  private static List<String> places(FormInput form) {
    return form.all(BOX).stream().filter(n -> n.matches("\\d{1,4}")).distinct().toList();
  }

  private static Optional<ConsentBox> box(FormInput form, String n) {
    return id(form.value("box-purpose-" + n))
        .map(
            purpose ->
                new ConsentBox(purpose, channel(form, n), form.has("box-required-" + n, "true")));
  }

  private static Channel channel(FormInput form, String n) {
    String word = form.value("box-channel-" + n);
    return Arrays.stream(Channel.values())
        .filter(one -> one.name().equals(word))
        .findFirst()
        .orElse(Channel.EMAIL);
  }

  private static Optional<UUID> id(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The same after what the button of the page does with them, if anything. */
  static List<ConsentBox> pressed(FormInput form, FormDraft draft) {
    String button = form.value("do");
    var boxes = new ArrayList<>(typed(form, draft));
    Matcher about = ABOUT_BOX.matcher(button);
    if (about.matches()) {
      move(boxes, about.group(1), places(form).indexOf(about.group(2)));
    } else if (button.startsWith(ADDING)) {
      id(button.substring(ADDING.length()))
          .ifPresent(purpose -> boxes.add(new ConsentBox(purpose, Channel.EMAIL, false)));
    }
    return List.copyOf(boxes);
  }

  private static void move(List<ConsentBox> boxes, String verb, int at) {
    int other = verb.equals("up") ? at - 1 : at + 1;
    if (at < 0 || at >= boxes.size()) {
      return;
    }
    if (verb.equals("remove")) {
      // Nobody could be written to by a form without one.
      if (boxes.size() > 1) {
        boxes.remove(at);
      }
    } else if (other >= 0 && other < boxes.size()) {
      Collections.swap(boxes, at, other);
    }
  }
}
